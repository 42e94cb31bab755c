#pragma once

#include <chrono>
#include <cstddef>
#include <functional>

namespace simrun {

/// How the thread that waits for others looks on.
struct parallel_watch {
  std::chrono::milliseconds every{250};
  std::function<void(std::size_t done)> progress = {}; ///< called this often, on the calling thread
};

/// Does job(0) to job(count - 1) on up to `threads` threads, each taking the next that is not begun, and
/// returns when all are done. What a job throws is thrown here, and then no other is begun.
void in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& job,
                 const parallel_watch& watch = {});

} // namespace simrun
