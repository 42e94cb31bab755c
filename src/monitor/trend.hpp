#pragma once

#include <optional>
#include <span>

namespace simrun {

struct trend_point {
  double x = 0;
  double y = 0;
};

/// Pairs grow with the square of the points: past this many, evenly spaced ones stand for all.
inline constexpr std::size_t trend_points_max = 256;

/// The slope of y over x by Theil (1950) and Sen (1968): the median of the slopes of all pairs of points. A
/// few wild points do not move it. Nothing where fewer than two points differ in x.
std::optional<double> theil_sen_slope(std::span<const trend_point> points);

} // namespace simrun
