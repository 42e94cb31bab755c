#pragma once

#include <cstddef>
#include <span>

namespace simrun {

/// Statistics of the last `length` values at each place, in O(n). Where fewer have come, out[i] is 0.
/// `values` and `out` are equally long and may not overlap; length is at least 2.
///
/// They follow pandas' `rolling` step by step (compensated sums; Welford's update for the deviation), so
/// that both round alike: a column near 0 that is a difference of such means agrees to the last digits.
/// Unlike there, a sum that an outlier has blurred is formed anew from its window (see blur_guard).
void rolling_mean(std::span<const double> values, std::size_t length, std::span<double> out);

/// The sample standard deviation (divisor length - 1).
void rolling_deviation(std::span<const double> values, std::size_t length, std::span<double> out);

} // namespace simrun
