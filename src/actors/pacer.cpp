#include "actors/pacer.hpp"

#include <algorithm>
#include <sys/prctl.h>

namespace simrun {

namespace {

/// A call that came late makes the next ones so much earlier, one in time so much later: one in twenty is
/// late then, whatever the machine's wake-ups are like, and no more is spun away than that takes.
constexpr std::int64_t later_ns = 100;
constexpr std::int64_t earlier_ns = 19 * later_ns;
constexpr std::int64_t lead_min_ns = 2'000;
constexpr std::int64_t lead_max_ns = 80'000;

} // namespace

pacer::pacer(std::function<void()> on_due)
    : on_due_(std::move(on_due)), thread_([this](std::stop_token stop) { run(stop); }) {}

void pacer::arm(steady_time due) {
  {
    const std::scoped_lock lock(mutex_);
    due_ = due;
  }
  changed_.notify_one();
}

void pacer::run(std::stop_token stop) {
  // Timer slack in nanoseconds; the default is 50 us.
  prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [&] { return due_.has_value(); })) {
    const auto due = *due_;
    if (changed_.wait_until(lock, stop, due - lead(), [&] { return due_ != due; }))
      continue;
    if (stop.stop_requested())
      return;
    due_.reset();
    called_for_ = due;
    lock.unlock();
    on_due_();
    lock.lock();
  }
}

void pacer::wait_out() noexcept {
  const auto due = called_for_.load();
  const auto step = std::chrono::steady_clock::now() > due ? earlier_ns : -later_ns;
  lead_ns_ = std::clamp(lead_ns_ + step, lead_min_ns, lead_max_ns);
  while (std::chrono::steady_clock::now() < due)
    std::this_thread::yield();
}

} // namespace simrun
