#include "monitor/trend.hpp"

#include "core/portable_math.hpp"
#include "monitor/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace simrun {

namespace {

std::vector<trend_point> thinned(std::span<const trend_point> points) {
  if (points.size() <= trend_points_max)
    return {points.begin(), points.end()};
  std::vector<trend_point> kept;
  for (std::size_t i = 0; i < trend_points_max; ++i)
    kept.push_back(points[i * (points.size() - 1) / (trend_points_max - 1)]);
  return kept;
}

std::vector<double> slopes_of_pairs(const std::vector<trend_point>& points) {
  std::vector<double> slopes;
  slopes.reserve(points.size() * points.size() / 2);
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = i + 1; j < points.size(); ++j)
      if (points[i].x != points[j].x)
        slopes.push_back((points[j].y - points[i].y) / (points[j].x - points[i].x));
  return slopes;
}

/// How much wider the deviation of Kendall's statistic is, where neighbours are alike: what remains beside
/// the trend is taken as a process in which each value remembers a share of the one before. A share that
/// chance explains counts as none. By ranks, so that wild points weigh no more than others.
double widening(const std::vector<trend_point>& points, double slope) {
  constexpr double share_max = 0.95;
  constexpr double chance = 1.645; // one side, 5 %
  std::vector<double> beside;
  beside.reserve(points.size());
  for (const auto& point : points)
    beside.push_back(point.y - slope * point.x);
  const auto ranks = ranks_of(beside);
  const auto n = static_cast<double>(ranks.size());
  double products = 0;
  double squares = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    const double here = ranks[i] - (n + 1) / 2;
    squares += here * here;
    products += i == 0 ? 0 : here * (ranks[i - 1] - (n + 1) / 2);
  }
  const double share = squares > 0 ? products / squares : 0;
  if (share <= chance / std::sqrt(n))
    return 1;
  // A short series shows less of it than there is: Kendall's correction.
  const double corrected = std::min((n * share + 2) / (n - 4), share_max);
  return std::sqrt((1 + corrected) / (1 - corrected));
}

} // namespace

std::optional<double> theil_sen_slope(std::span<const trend_point> points) {
  const auto slopes = slopes_of_pairs(thinned(points));
  return slopes.empty() ? std::nullopt : std::optional(median_of(slopes));
}

std::optional<trend> theil_sen_trend(std::span<const trend_point> points, double confidence) {
  constexpr std::size_t points_min = 10;
  const auto kept = thinned(points);
  auto slopes = slopes_of_pairs(kept);
  if (kept.size() < points_min || slopes.empty())
    return std::nullopt;
  std::ranges::sort(slopes);
  // Were there no trend, the number of rising pairs less that of falling ones would have this deviation. So
  // many slopes to either side of the median are no surprise.
  const auto n = static_cast<double>(kept.size());
  const double slope = median_of(slopes);
  const double deviation = std::sqrt(n * (n - 1) * (2 * n + 5) / 18) * widening(kept, slope);
  const double reach = normal_quantile((1 + confidence) / 2) * deviation;
  const auto count = static_cast<double>(slopes.size());
  const auto at = [&](double rank) {
    return slopes[static_cast<std::size_t>(std::clamp(rank, 0.0, count - 1))];
  };
  const double lower = at(std::floor((count - reach) / 2) - 1);
  const double upper = at(std::ceil((count + reach) / 2));
  return trend{slope, lower, upper};
}

} // namespace simrun
