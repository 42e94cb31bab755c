#include "load/rate_segment.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

/// The root t of `count` = low t + (high - low) t^2 / (2 length), for rates that rise from `low` to `high`
/// per second. Written so that nothing cancels: the usual (-b + sqrt(...)) / 2a subtracts two numbers that
/// are all but equal where the slope is small.
double seconds_to_expect(double count, double low, double high, double length_s) noexcept {
  if (!(count > 0))
    return 0;
  const double rate_then = std::sqrt(low * low + 2 * count * (high - low) / length_s);
  return 2 * count / (low + rate_then);
}

} // namespace

double rate_segment::rate_at(duration since) const noexcept {
  if (start_rate_per_s == end_rate_per_s)
    return start_rate_per_s;
  return start_rate_per_s + (end_rate_per_s - start_rate_per_s) * (in_seconds(since) / in_seconds(length));
}

double rate_segment::expected(duration since) const noexcept {
  return (start_rate_per_s + rate_at(since)) / 2 * in_seconds(since);
}

duration rate_segment::time_of(double count) const noexcept {
  const double length_s = in_seconds(length);
  if (start_rate_per_s == end_rate_per_s)
    return std::min(from_seconds(count / start_rate_per_s), length);
  if (start_rate_per_s < end_rate_per_s)
    return std::min(from_seconds(seconds_to_expect(count, start_rate_per_s, end_rate_per_s, length_s)),
                    length);
  // A falling rate is a rising one seen from its end: what is left to come counts backwards.
  const double left_s = seconds_to_expect(expected() - count, end_rate_per_s, start_rate_per_s, length_s);
  return std::clamp(length - from_seconds(left_s), duration::zero(), length);
}

} // namespace simrun
