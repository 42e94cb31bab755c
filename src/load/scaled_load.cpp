#include "load/scaled_load.hpp"

#include "load/rate_profile.hpp"
#include "load/recorded_times.hpp"

#include <cmath>

namespace simrun {

namespace {

/// More than any run has, and a whole number as a double, too.
constexpr std::uint64_t no_limit = 1'000'000'000'000'000;

} // namespace

double mean_rate(const load_pattern& pattern, duration measured) {
  return rate_profile(pattern).expected_until(run_start + measured) / in_seconds(measured);
}

std::uint64_t most_requests(const load_pattern& pattern, duration measured) {
  if (pattern.shape == load_shape::replay)
    return check_recorded_times(pattern.times_file).value_or(0);
  if (pattern.shape == load_shape::closed)
    return ends_by_count(pattern) ? pattern.requests : no_limit;
  if (pattern.shape == load_shape::environments)
    return no_limit;
  const double expected = rate_profile(pattern).expected_until(run_start + measured);
  const double burstiness = pattern.arrivals == arrival_kind::uniform ? 0 : pattern.burstiness;
  return static_cast<std::uint64_t>(std::ceil(expected + 7 * burstiness * std::sqrt(expected) + 1));
}

std::optional<load_pattern> with_mean_rate(load_pattern pattern, duration measured, double rps) {
  const double mean = mean_rate(pattern, measured);
  if (!(mean > 0))
    return std::nullopt;
  const double factor = rps / mean;
  switch (pattern.shape) {
  case load_shape::constant:
    pattern.rps = rps;
    break;
  case load_shape::ramp:
    pattern.start_rps *= factor;
    pattern.end_rps *= factor;
    break;
  case load_shape::step:
    for (auto& step : pattern.step_rps)
      step *= factor;
    break;
  case load_shape::spike:
    pattern.base_rps *= factor;
    pattern.spike_rps *= factor;
    break;
  case load_shape::stages:
    for (auto& s : pattern.stages) {
      s.start_rps *= factor;
      s.end_rps *= factor;
    }
    break;
  case load_shape::replay: // have no rate, so it returned above
  case load_shape::closed:
  case load_shape::environments:
    break;
  }
  return pattern;
}

} // namespace simrun
