#include "monitor/trend.hpp"

#include <algorithm>
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

} // namespace

std::optional<double> theil_sen_slope(std::span<const trend_point> points) {
  const auto kept = thinned(points);
  std::vector<double> slopes;
  for (std::size_t i = 0; i < kept.size(); ++i)
    for (std::size_t j = i + 1; j < kept.size(); ++j)
      if (kept[i].x != kept[j].x)
        slopes.push_back((kept[j].y - kept[i].y) / (kept[j].x - kept[i].x));
  if (slopes.empty())
    return std::nullopt;
  const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
  std::ranges::nth_element(slopes, middle);
  if (slopes.size() % 2 == 1)
    return *middle;
  return (*middle + *std::max_element(slopes.begin(), middle)) / 2;
}

} // namespace simrun
