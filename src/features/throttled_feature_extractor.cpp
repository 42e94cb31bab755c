#include "features/throttled_feature_extractor.hpp"

#include <ctime>
#include <utility>

namespace simrun {

namespace {

time_point wall_now() {
  return time_point(std::chrono::steady_clock::now().time_since_epoch());
}

/// What the calling thread has computed since it started.
duration thread_cpu_time() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
}

class throttled_feature_extractor final : public feature_extractor {
public:
  throttled_feature_extractor(std::unique_ptr<feature_extractor> inner,
                              std::shared_ptr<shared_cpu_budget> budget, duration paid_until)
      : inner_(std::move(inner)), budget_(std::move(budget)), paid_until_(paid_until) {}

  std::string_view name() const noexcept override { return inner_->name(); }
  std::size_t feature_count() const noexcept override { return inner_->feature_count(); }
  std::size_t window_length_min() const noexcept override { return inner_->window_length_min(); }

  void extract(std::span<const window_view> windows, std::span<extraction> results,
               std::stop_token stop) override {
    inner_->extract(windows, results, stop);
    // For everything the thread did since it paid last: also for a batch that threw, and for its start.
    const auto now = thread_cpu_time();
    budget_->pay(now - std::exchange(paid_until_, now), stop);
  }

private:
  std::unique_ptr<feature_extractor> inner_;
  std::shared_ptr<shared_cpu_budget> budget_;
  duration paid_until_;
};

} // namespace

shared_cpu_budget::shared_cpu_budget(double cores) : budget_(cores, wall_now()) {}

void shared_cpu_budget::pay(duration taken, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const auto began = wall_now();
  budget_.charge(began, taken);
  auto now = began;
  // Again and again: while one waits, others take their part.
  for (auto wait = budget_.wait(now); wait > duration::zero() && !stop.stop_requested();
       wait = budget_.wait(now)) {
    stopped_.wait_for(lock, stop, wait, [] { return false; });
    now = wall_now();
  }
  throttling_.times += now > began ? 1 : 0;
  throttling_.waited += now - began;
}

cpu_throttling shared_cpu_budget::throttling() const {
  const std::scoped_lock lock(mutex_);
  return throttling_;
}

std::unique_ptr<feature_extractor> make_throttled(const make_extractor& make,
                                                  std::shared_ptr<shared_cpu_budget> budget) {
  const auto began = thread_cpu_time();
  return std::make_unique<throttled_feature_extractor>(make(), std::move(budget), began);
}

} // namespace simrun
