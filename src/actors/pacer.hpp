#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace simrun {

/// Calls back at absolute times, on a thread of its own: sleeps until shortly before, then spins, so that
/// the load does not inherit the lateness of the kernel's timers. One time is armed at once.
class pacer {
public:
  using steady_time = std::chrono::steady_clock::time_point;

  explicit pacer(std::function<void()> on_due);
  pacer(const pacer&) = delete;
  pacer& operator=(const pacer&) = delete;

  /// Replaces the time armed before, if it has not come yet.
  void arm(steady_time due);

private:
  void run(std::stop_token stop);

  std::function<void()> on_due_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<steady_time> due_;
  std::jthread thread_; ///< last: it uses all of the above
};

} // namespace simrun
