#include "features/network/compute/memory_block.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>

using namespace simrun;

namespace {

bool lies_on(const void* place, std::size_t boundary) {
  return reinterpret_cast<std::uintptr_t>(place) % boundary == 0;
}

} // namespace

TEST_SUITE_BEGIN("features/memory_block");

TEST_CASE("a block is zeroed, and a large one begins on a huge page") {
  constexpr std::size_t huge_page = std::size_t{2} << 20;
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{5000}, huge_page, 2 * huge_page + 1}) {
    CAPTURE(bytes);
    const memory_block block(bytes);
    CHECK(lies_on(block.data(), bytes < huge_page ? 64 : huge_page));
    CHECK(std::all_of(block.data(), block.data() + bytes, [](std::byte b) { return b == std::byte{0}; }));
    std::fill_n(block.data(), bytes, std::byte{1});
  }
}

TEST_CASE("a block of nothing is none") {
  CHECK(memory_block().data() == nullptr);
  CHECK(memory_block(0).data() == nullptr);
}

TEST_CASE("arrays begin on cache lines, one after the other, and are counted the same without a block") {
  const memory_block block(4096);
  block_divider divider(block.data()), counter(nullptr);
  const auto* first = divider.floats(1).data();
  const auto* second = divider.floats(17).data();
  const auto* third = divider.floats(16).data();
  CHECK(lies_on(first, 64));
  CHECK(second == first + 16);
  CHECK(third == second + 32);
  for (const std::size_t count : {1, 17, 16})
    CHECK(counter.floats(count).data() == nullptr);
  CHECK(counter.bytes() == divider.bytes());
  CHECK(counter.bytes() == 4 * 64);
}

TEST_SUITE_END();
