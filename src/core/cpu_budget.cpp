#include "core/cpu_budget.hpp"

#include <algorithm>

namespace simrun {

namespace {

/// For so long what was left may still be taken: the period of a cgroup's quota.
constexpr duration kept = std::chrono::milliseconds(10);

} // namespace

void cpu_budget::charge(time_point now, duration taken) noexcept {
  // In one step: what was taken was taken in the time that has passed, however long that is.
  settle(now, taken);
}

duration cpu_budget::wait(time_point now) noexcept {
  settle(now, duration::zero());
  return left_ < duration::zero() ? from_seconds(in_seconds(-left_) / cores_) : duration::zero();
}

void cpu_budget::settle(time_point now, duration taken) noexcept {
  left_ = std::min(left_ + from_seconds(in_seconds(now - as_of_) * cores_) - taken,
                   from_seconds(in_seconds(kept) * cores_));
  as_of_ = now;
}

} // namespace simrun
