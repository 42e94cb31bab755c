#include "monitor/change_point.hpp"

#include "core/portable_math.hpp"
#include "monitor/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace simrun {

namespace {

constexpr std::size_t values_min = 10;

std::vector<double> thinned(std::span<const double> values) {
  if (values.size() <= change_values_max)
    return {values.begin(), values.end()};
  std::vector<double> kept;
  for (std::size_t i = 0; i < change_values_max; ++i)
    kept.push_back(values[i * (values.size() - 1) / (change_values_max - 1)]);
  return kept;
}

} // namespace

std::optional<change_point> find_change_point(std::span<const double> values, double significance) {
  const auto kept = thinned(values);
  if (kept.size() < values_min)
    return std::nullopt;
  const auto n = static_cast<double>(kept.size());
  const auto ranks = ranks_of(kept);

  // U(t) = 2 (sum of the first t ranks) - t (n + 1): how far those lie from the middle of all.
  double sum = 0;
  double largest = 0;
  std::size_t split = 0;
  for (std::size_t t = 1; t < ranks.size(); ++t) {
    sum += ranks[t - 1];
    const double u = std::abs(2 * sum - static_cast<double>(t) * (n + 1));
    if (u > largest) {
      largest = u;
      split = t;
    }
  }
  const double chance = std::min(1.0, 2 * portable_exp(-6 * largest * largest / (n * n * n + n * n)));
  if (split == 0 || chance > significance)
    return std::nullopt;
  const std::span all(kept);
  // Thinned by a stride: back to where it stood.
  const auto first_after =
      kept.size() == values.size() ? split : split * (values.size() - 1) / (change_values_max - 1);
  return change_point{first_after, median_of(all.first(split)), median_of(all.subspan(split)), chance};
}

} // namespace simrun
