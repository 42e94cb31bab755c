#include "features/network/compute/memory_block.hpp"

#include <cstdint>
#include <cstring>
#include <new>
#include <sys/mman.h>

namespace simrun {

namespace {

constexpr std::size_t cache_line = 64;
constexpr std::size_t huge_page = std::size_t{2} << 20;

constexpr std::size_t round_up(std::size_t count, std::size_t unit) {
  return (count + unit - 1) / unit * unit;
}

std::byte* map(std::size_t bytes) {
  auto* const mapped = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED)
    throw std::bad_alloc();
  return static_cast<std::byte*>(mapped);
}

/// Whole huge pages, on their boundary: maps one too many, and returns what is outside.
std::byte* map_huge(std::size_t bytes) {
  auto* const mapped = map(bytes + huge_page);
  const auto before = round_up(reinterpret_cast<std::uintptr_t>(mapped), huge_page) -
                      reinterpret_cast<std::uintptr_t>(mapped);
  if (before > 0)
    munmap(mapped, before);
  if (before < huge_page)
    munmap(mapped + before + bytes, huge_page - before);
  // Advice: where there are no such pages, small ones do.
  madvise(mapped + before, bytes, MADV_HUGEPAGE);
  return mapped + before;
}

/// All pages at once; where the system can't, by writing to them.
void make_present(std::byte* data, std::size_t bytes) {
  constexpr int populate_write = 23; // MADV_POPULATE_WRITE, which older headers lack
  if (madvise(data, bytes, populate_write) != 0)
    std::memset(data, 0, bytes);
}

} // namespace

memory_block::memory_block(std::size_t bytes) {
  if (bytes == 0)
    return;
  const bool huge = bytes >= huge_page;
  bytes_ = huge ? round_up(bytes, huge_page) : bytes;
  data_ = huge ? map_huge(bytes_) : map(bytes_);
  make_present(data_, bytes_);
}

memory_block::~memory_block() {
  if (data_)
    munmap(data_, bytes_);
}

float_array block_divider::floats(std::size_t count) noexcept {
  auto* const begin = block_ ? reinterpret_cast<float*>(block_ + bytes_) : nullptr;
  bytes_ += round_up(count * sizeof(float), cache_line);
  return {begin};
}

} // namespace simrun
