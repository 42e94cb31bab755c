#pragma once

#include "core/random.hpp"

#include <cstdint>

namespace simrun {

/// Ranks of popularity: the k-th of `count` things, k from 0, is chosen with a chance in proportion to
/// (k + 1)^-exponent (Zipf's law). Exponent 0 makes all equally likely.
///
/// By rejection-inversion: W. Hoermann and G. Derflinger, "Rejection-inversion to generate variates from
/// monotone discrete distributions", ACM Transactions on Modeling and Computer Simulation 6 (1996), 169-184.
/// Constant memory and time whatever the count; portable_math makes it the same on every machine.
class zipf_ranks {
public:
  static constexpr double exponent_max = 10;

  /// At least one thing.
  zipf_ranks(std::uint64_t count, double exponent) noexcept;

  /// In 0 .. count-1.
  std::uint64_t draw(random_stream& random) const noexcept;

private:
  double density(double x) const noexcept;
  double integral(double x) const noexcept;
  double inverse_integral(double y) const noexcept;

  double count_;
  double exponent_;
  double integral_first_; ///< of the first rank's whole bar: where the inversion begins
  double integral_end_;
  double sure_distance_; ///< a rank nearer to its point than this needs no second look
};

} // namespace simrun
