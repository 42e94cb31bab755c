#pragma once

#include "core/time.hpp"

namespace simrun {

/// A stretch of time in which the rate of requests changes evenly, or not at all. In closed form both ways:
/// what is expected by a moment, and when the n-th is due.
struct rate_segment {
  duration length{};
  double start_rate_per_s = 0;
  double end_rate_per_s = 0;

  /// Requests per second, `since` its start, from 0 to its length.
  double rate_at(duration since) const noexcept;
  /// Requests expected in the first `since`: the integral of the rate.
  double expected(duration since) const noexcept;
  double expected() const noexcept { return expected(length); }
  /// The inverse, for a count from 0 up to expected(): to the nearest nanosecond, at most the length.
  duration time_of(double count) const noexcept;
};

} // namespace simrun
