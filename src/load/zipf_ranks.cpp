#include "load/zipf_ranks.hpp"

#include "core/portable_math.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

/// (e^x - 1) / x, without cancellation near zero.
double growth(double x) noexcept {
  return std::abs(x) > 1e-5 ? (portable_exp(x) - 1) / x : 1 + x / 2 * (1 + x / 3);
}

/// log(1 + x) / x, likewise.
double log_growth(double x) noexcept {
  return std::abs(x) > 1e-5 ? portable_log(1 + x) / x : 1 - x * (0.5 - x / 3);
}

} // namespace

zipf_ranks::zipf_ranks(std::uint64_t count, double exponent) noexcept
    : count_(static_cast<double>(count)),
      exponent_(exponent),
      integral_first_(integral(1.5) - 1),
      integral_end_(integral(count_ + 0.5)),
      sure_distance_(2 - inverse_integral(integral(2.5) - density(2))) {}

std::uint64_t zipf_ranks::draw(random_stream& random) const noexcept {
  while (true) {
    const double y = integral_end_ + random.uniform() * (integral_first_ - integral_end_);
    const double x = inverse_integral(y);
    const double rank = std::clamp(std::floor(x + 0.5), 1.0, count_);
    if (rank - x <= sure_distance_ || y >= integral(rank + 0.5) - density(rank))
      return static_cast<std::uint64_t>(rank) - 1;
  }
}

/// x^-exponent.
double zipf_ranks::density(double x) const noexcept {
  return portable_exp(-exponent_ * portable_log(x));
}

/// Of the density from 1 to x: (x^(1 - exponent) - 1) / (1 - exponent), and log x where the exponent is 1.
double zipf_ranks::integral(double x) const noexcept {
  const double log_x = portable_log(x);
  return log_x * growth((1 - exponent_) * log_x);
}

double zipf_ranks::inverse_integral(double y) const noexcept {
  // Rounding may step over the pole by a hair.
  const double t = std::max(y * (1 - exponent_), -1.0);
  return portable_exp(y * log_growth(t));
}

} // namespace simrun
