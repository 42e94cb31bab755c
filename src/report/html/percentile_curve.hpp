#pragma once

#include "monitor/latency_histogram.hpp"

#include <vector>

namespace simrun::html {

/// A percentile as a point of a curve on which every step to the right is ten times as rare.
struct percentile_point {
  double x = 0; ///< -log10(1 - q): 0 is the shortest, 1 is p90, 4 is p99.99
  double ms = 0;
  bool thin = false; ///< fewer than ten samples lie beyond it
};

inline constexpr double percentile_curve_end = 4;

/// From the shortest to p99.99, or as far as there is a sample beyond. Empty where nothing was recorded.
std::vector<percentile_point> percentile_curve(const latency_histogram& h);

} // namespace simrun::html
