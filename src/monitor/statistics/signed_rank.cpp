#include "monitor/statistics/signed_rank.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace simrun {

namespace {

/// P(W <= most): of the 2^pairs ways to give the ranks 1..pairs a sign, those in which the positive ones add
/// up to at most this. Chances add up instead of ways, which would overflow.
double chance_of_at_most(std::size_t most, std::size_t pairs) {
  std::vector<double> chance_of_sum(most + 1);
  chance_of_sum[0] = 1;
  for (std::size_t rank = 1; rank <= pairs; ++rank)
    for (std::size_t sum = most + 1; sum-- > 0;)
      chance_of_sum[sum] = (chance_of_sum[sum] + (sum >= rank ? chance_of_sum[sum - rank] : 0)) / 2;
  double total = 0;
  for (const double chance : chance_of_sum)
    total += chance;
  return total;
}

} // namespace

signed_rank::signed_rank(std::span<const double> differences) : pairs_(differences.size()) {
  means_.reserve(pairs_ * (pairs_ + 1) / 2);
  for (std::size_t i = 0; i < pairs_; ++i)
    for (std::size_t j = i; j < pairs_; ++j)
      means_.push_back((differences[i] + differences[j]) / 2);
  std::ranges::sort(means_);
}

double signed_rank::estimate() const noexcept {
  const auto middle = means_.size() / 2;
  return means_.size() % 2 == 1 ? means_[middle] : (means_[middle - 1] + means_[middle]) / 2;
}

double signed_rank::chance() const {
  // The number of means above 0 is the sum of the positive ranks. One that is 0 counts against a shift to
  // either side.
  const auto below = std::ranges::upper_bound(means_, 0.0) - means_.begin();
  const auto above = means_.end() - std::ranges::lower_bound(means_, 0.0);
  const auto fewest = static_cast<std::size_t>(std::min(below, above));
  return std::min(1.0, 2 * chance_of_at_most(fewest, pairs_));
}

value_range signed_rank::interval_at(double level) const {
  // As many means as may lie past each end.
  std::size_t past = 0;
  while (2 * chance_of_at_most(past, pairs_) <= level)
    ++past;
  if (past == 0)
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  return {means_[past - 1], means_[means_.size() - past]};
}

std::size_t signed_rank_pairs_needed(double level) {
  return static_cast<std::size_t>(std::ceil(1 - std::log2(level)));
}

} // namespace simrun
