#include "load/scaled_load.hpp"

#include "load/rate_profile.hpp"

namespace simrun {

double mean_rate(const load_pattern& pattern, duration measured) {
  return rate_profile(pattern).expected_until(run_start + measured) / in_seconds(measured);
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
  case load_shape::replay: // has no rate, so it returned above
    break;
  }
  return pattern;
}

} // namespace simrun
