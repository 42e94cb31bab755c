#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace simrun {

/// Calls back shortly before absolute times, on a thread of its own, so that the load does not inherit how
/// late threads wake up. Who was called waits out the rest. One time is armed at once.
class pacer {
public:
  using steady_time = std::chrono::steady_clock::time_point;

  explicit pacer(std::function<void()> on_due);
  pacer(const pacer&) = delete;
  pacer& operator=(const pacer&) = delete;

  /// Replaces the time armed before, if it has not come yet.
  void arm(steady_time due);

  /// Spins until the time that the last call was for, giving way to any thread that needs the core, and
  /// learns how long before it calls must be made.
  void wait_out() noexcept;

private:
  void run(std::stop_token stop);
  std::chrono::nanoseconds lead() const noexcept { return std::chrono::nanoseconds(lead_ns_.load()); }

  std::function<void()> on_due_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<steady_time> due_;
  std::atomic<steady_time> called_for_{};
  std::atomic<std::int64_t> lead_ns_{20'000};
  std::jthread thread_; ///< last: it uses all of the above
};

} // namespace simrun
