#include "monitor/percentile_rule.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

using boost::math::binomial_distribution;

/// P(X <= over).
double chance_of_so_few(double tail_share, std::uint64_t samples, std::uint64_t over) {
  if (over >= samples)
    return 1;
  return cdf(binomial_distribution<double>(static_cast<double>(samples), tail_share),
             static_cast<double>(over));
}

/// P(X >= over).
double chance_of_so_many(double tail_share, std::uint64_t samples, std::uint64_t over) {
  if (over == 0)
    return 1;
  return cdf(complement(binomial_distribution<double>(static_cast<double>(samples), tail_share),
                        static_cast<double>(over - 1)));
}

} // namespace

decision decide_percentile(double tail_share, std::uint64_t samples, std::uint64_t over, double confidence) {
  if (samples == 0)
    return decision::undecided;
  if (chance_of_so_few(tail_share, samples, over) <= 1 - confidence)
    return decision::holds;
  if (chance_of_so_many(tail_share, samples, over) <= 1 - confidence)
    return decision::fails;
  return decision::undecided;
}

std::uint64_t samples_needed(double tail_share, std::uint64_t over, double confidence) {
  // More samples with as many over the limit are ever less likely: double, then halve the bracket.
  const auto enough = [&](std::uint64_t samples) {
    return chance_of_so_few(tail_share, samples, over) <= 1 - confidence;
  };
  auto too_few = over;
  auto high = std::max<std::uint64_t>(2 * over, 1);
  while (!enough(high)) {
    too_few = high;
    high *= 2;
  }
  while (high - too_few > 1) {
    const auto middle = too_few + (high - too_few) / 2;
    (enough(middle) ? high : too_few) = middle;
  }
  return high;
}

} // namespace simrun
