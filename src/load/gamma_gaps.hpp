#pragma once

#include "core/random.hpp"

namespace simrun {

/// The gaps between arrivals that come in bursts, or more evenly than by chance: gamma distributed with mean
/// 1 and the given burstiness, which is their coefficient of variation (standard deviation over mean). 1 is
/// the exponential distribution of a Poisson process, below it arrivals keep a distance, above it they
/// cluster.
///
/// Drawn by Marsaglia and Tsang, "A simple method for generating gamma variables", ACM Transactions on
/// Mathematical Software 26 (2000), 363-372, from raw bits and portable_math: every machine draws the same.
class gamma_gaps {
public:
  static constexpr double burstiness_min = 0.01;
  static constexpr double burstiness_max = 10;

  explicit gamma_gaps(double burstiness) noexcept;

  double draw(random_stream& random) const noexcept;
  /// From a moment at which nothing in particular happened to the first arrival. With it the process has no
  /// beginning, and any stretch in which t are expected holds t on average, exactly.
  double draw_first(random_stream& random) const noexcept;

private:
  double shape_;
  double scale_;
};

} // namespace simrun
