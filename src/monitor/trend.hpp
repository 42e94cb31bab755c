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

/// A slope, and between which it lies with the given confidence.
struct trend {
  double slope = 0;
  double lower = 0;
  double upper = 0;

  /// Whether it surely rises.
  bool rises() const noexcept { return lower > 0; }
};

/// The slope with its distribution-free confidence interval: Sen, "Estimates of the regression coefficient
/// based on Kendall's tau", Journal of the American Statistical Association 63 (1968), 1379-1389. Where
/// neighbours are alike beside the trend, as the memory of a process is from second to second, the interval
/// is wider: Hamed and Rao, "A modified Mann-Kendall trend test for autocorrelated data", Journal of
/// Hydrology 204 (1998), 182-196, with one lag. Points stand in the order of x. Nothing for fewer than ten of
/// them.
std::optional<trend> theil_sen_trend(std::span<const trend_point> points, double confidence = 0.99);

} // namespace simrun
