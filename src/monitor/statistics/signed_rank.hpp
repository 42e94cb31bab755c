#pragma once

#include "monitor/statistics/value_range.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace simrun {

/// What pairs say about a shift, by Wilcoxon's signed ranks: exact for any distribution of the differences
/// that is symmetric about the shift, so a few runs that something else disturbed do no harm. Estimate and
/// interval are those of Hodges and Lehmann: Hollander and Wolfe, "Nonparametric Statistical Methods",
/// sections 3.1 to 3.3. Ties and zeros make it cautious, never bold.
class signed_rank {
public:
  /// The differences of the pairs; at least one.
  explicit signed_rank(std::span<const double> differences);

  /// The median of the means of all pairs of differences, each with itself too.
  double estimate() const noexcept;

  /// The chance of pairs at least as one-sided as these, were there no shift; to either side.
  double chance() const;

  /// Holds the shift with confidence of at least 1 - level; infinite where the pairs are too few for that.
  value_range interval_at(double level) const;

private:
  std::size_t pairs_;
  std::vector<double> means_; ///< in ascending order
};

/// The fewest pairs that can show a shift at a level: 6 for 5 %.
std::size_t signed_rank_pairs_needed(double level);

} // namespace simrun
