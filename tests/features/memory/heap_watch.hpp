#pragma once

#include <cstddef>

namespace simrun {

/// What the calling thread takes from the heap while this lives: malloc and its kin, and so operator new and
/// every library, as this executable stands before all of them. One at a time in a thread.
class heap_watch {
public:
  heap_watch() noexcept;
  ~heap_watch();
  heap_watch(const heap_watch&) = delete;
  heap_watch& operator=(const heap_watch&) = delete;

  std::size_t allocations() const noexcept { return allocations_; }
  std::size_t bytes() const noexcept { return bytes_; }

  /// Writes to stderr where the first allocation came from.
  void print_first() const;

  /// For the functions that stand in for malloc and the like.
  void note(std::size_t bytes) noexcept;

private:
  static constexpr int frames_max = 24;

  std::size_t allocations_ = 0;
  std::size_t bytes_ = 0;
  void* frames_[frames_max] = {};
  int frames_held_ = 0;
};

} // namespace simrun
