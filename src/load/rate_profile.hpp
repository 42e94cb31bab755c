#pragma once

#include "core/time.hpp"
#include "load/load_pattern.hpp"

#include <vector>

namespace simrun {

/// The offered rate over time, in closed form: what is expected by a moment, and when the n-th is due.
/// Nothing is accumulated from request to request, so nothing drifts over hours.
///
/// Counts are taken from run_start. Before it, in the warm-up, the rate is the base rate and counts are
/// negative, so the measured part begins with request 0 whatever the warm-up was.
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
  /// A stretch of the profile. A ramp would have a second rate, and its square root in time_of.
  struct segment {
    duration length;
    double rate_per_s;

    double expected(duration since) const noexcept { return rate_per_s * in_seconds(since); }
  };
  /// Where a moment lies: whole cycles done, and how far into the next.
  struct position {
    std::int64_t cycle;
    duration into;
  };
  position position_of(time_point t) const noexcept;
  time_point time_in_cycle(time_point cycle_start, double count) const noexcept;

  double warmup_rate_per_s_;
  segment lead_;               ///< from run_start, once
  std::vector<segment> cycle_; ///< after it, over and over
  duration cycle_length_{};
  double cycle_expected_ = 0;
};

} // namespace simrun
