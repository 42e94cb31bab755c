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
  switch (pattern.shape) {
  case load_shape::constant:
    pattern.rps = rps;
    break;
  case load_shape::spike:
    pattern.base_rps *= rps / mean;
    pattern.spike_rps *= rps / mean;
    break;
  }
  return pattern;
}

} // namespace simrun
