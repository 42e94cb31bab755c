#pragma once

#include "core/time.hpp"
#include "load/load_pattern.hpp"
#include "load/rate_course.hpp"

#include <cstdint>

namespace simrun {

/// The offered rate over time, in closed form: what is expected by a moment, and when the n-th is due.
/// Nothing is accumulated from request to request, so nothing drifts over hours.
///
/// Counts are taken from run_start. Before it, in the warm-up, the rate is the one the run begins with and
/// counts are negative, so the measured part begins with request 0 whatever the warm-up was. A replay has no
/// rate: its file says when; nor has a closed loop, which follows the answers.
class rate_profile {
public:
  explicit rate_profile(const load_pattern& pattern);

  /// Requests per second at `t`.
  double rate_at(time_point t) const noexcept;
  /// Requests expected in [run_start, t); minus those in [t, run_start) where t lies before.
  double expected_until(time_point t) const noexcept;
  /// The inverse: the latest moment by which no more than `count` are expected, to the nearest nanosecond.
  /// (The latest, so that a request due in a gap without load goes to its end.) time_point::max() where that
  /// never comes, time_point::min() where it never was.
  time_point time_of(double count) const noexcept;

private:
  /// Where a moment lies: whole cycles done, and how far into the next.
  struct position {
    std::int64_t cycle;
    duration into;
  };
  position position_of(time_point t) const noexcept;

  double warmup_rate_per_s_ = 0;
  rate_course lead_;  ///< from run_start, once
  rate_course cycle_; ///< after it, over and over
};

} // namespace simrun
