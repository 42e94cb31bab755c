#include "actors/pacer.hpp"

#include <sys/prctl.h>

namespace simrun {

namespace {

/// A sleeping thread wakes up to this much late, even with the timer slack off.
constexpr std::chrono::microseconds spin{60};

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
    if (changed_.wait_until(lock, stop, due - spin, [&] { return due_ != due; }))
      continue;
    if (stop.stop_requested())
      return;
    due_.reset();
    lock.unlock();
    while (std::chrono::steady_clock::now() < due)
      std::this_thread::yield();
    on_due_();
    lock.lock();
  }
}

} // namespace simrun
