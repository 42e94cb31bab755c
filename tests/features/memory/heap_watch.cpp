#include "heap_watch.hpp"

#include <cerrno>
#include <execinfo.h>
#include <unistd.h>

namespace simrun {

namespace {

thread_local heap_watch* watching = nullptr;

} // namespace

heap_watch::heap_watch() noexcept {
  // The first backtrace of a process loads a library; that is none of ours.
  frames_held_ = backtrace(frames_, frames_max);
  frames_held_ = 0;
  watching = this;
}

heap_watch::~heap_watch() {
  watching = nullptr;
}

void heap_watch::note(std::size_t bytes) noexcept {
  ++allocations_;
  bytes_ += bytes;
  if (allocations_ > 1)
    return;
  watching = nullptr;
  frames_held_ = backtrace(frames_, frames_max);
  watching = this;
}

void heap_watch::print_first() const {
  backtrace_symbols_fd(frames_, frames_held_, STDERR_FILENO);
}

namespace {

void* noted(std::size_t bytes, void* memory) noexcept {
  if (watching)
    watching->note(bytes);
  return memory;
}

} // namespace

} // namespace simrun

// The C library's own, under the names that it keeps for those who stand before it. What they return, its
// free takes back.
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t bytes) {
  return simrun::noted(bytes, __libc_malloc(bytes));
}
void* calloc(std::size_t count, std::size_t size) {
  return simrun::noted(count * size, __libc_calloc(count, size));
}
void* realloc(void* memory, std::size_t bytes) {
  return simrun::noted(bytes, __libc_realloc(memory, bytes));
}
void* memalign(std::size_t alignment, std::size_t bytes) {
  return simrun::noted(bytes, __libc_memalign(alignment, bytes));
}
void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
  return simrun::noted(bytes, __libc_memalign(alignment, bytes));
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t bytes) {
  auto* const found = simrun::noted(bytes, __libc_memalign(alignment, bytes));
  if (!found)
    return ENOMEM;
  *memory = found;
  return 0;
}
}
