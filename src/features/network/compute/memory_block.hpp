#pragma once

#include <cstddef>

namespace simrun {

/// Zeroed memory in one piece, present from the start: what is first touched later costs a fault then. From
/// 2 MiB on it lies on pages of that size, where the system has them to give.
class memory_block {
public:
  memory_block() = default;
  /// Throws std::bad_alloc.
  explicit memory_block(std::size_t bytes);
  memory_block(const memory_block&) = delete;
  memory_block& operator=(const memory_block&) = delete;
  ~memory_block();

  std::byte* data() const noexcept { return data_; }

private:
  std::byte* data_ = nullptr;
  std::size_t bytes_ = 0;
};

/// A part of a block.
struct float_array {
  float* data() const noexcept { return values; }

  float* values;
};

/// Divides a block into arrays that begin on a cache line's boundary. Given none, it only counts.
class block_divider {
public:
  explicit block_divider(std::byte* block) : block_(block) {}

  float_array floats(std::size_t count) noexcept;
  /// What is handed out by now.
  std::size_t bytes() const noexcept { return bytes_; }

private:
  std::byte* block_;
  std::size_t bytes_ = 0;
};

} // namespace simrun
