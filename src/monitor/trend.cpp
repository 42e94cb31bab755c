#include "monitor/trend.hpp"

#include "core/portable_math.hpp"

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

std::optional<double> median(std::vector<double>& values) {
  if (values.empty())
    return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1)
    return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

} // namespace

std::optional<double> theil_sen_slope(std::span<const trend_point> points) {
  auto slopes = slopes_of_pairs(thinned(points));
  return median(slopes);
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
  const double deviation = std::sqrt(n * (n - 1) * (2 * n + 5) / 18);
  const double reach = normal_quantile((1 + confidence) / 2) * deviation;
  const auto count = static_cast<double>(slopes.size());
  const auto at = [&](double rank) {
    return slopes[static_cast<std::size_t>(std::clamp(rank, 0.0, count - 1))];
  };
  const double lower = at(std::floor((count - reach) / 2) - 1);
  const double upper = at(std::ceil((count + reach) / 2));
  return trend{median(slopes).value(), lower, upper};
}

} // namespace simrun
