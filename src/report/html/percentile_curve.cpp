#include "report/html/percentile_curve.hpp"

#include <cmath>

namespace simrun::html {

namespace {

constexpr int steps_a_decade = 40;
constexpr double samples_that_say_something = 10;

} // namespace

std::vector<percentile_point> percentile_curve(const latency_histogram& h) {
  std::vector<percentile_point> curve;
  if (h.count() == 0)
    return curve;
  const auto count = static_cast<double>(h.count());
  for (int step = 0; step <= steps_a_decade * static_cast<int>(percentile_curve_end); ++step) {
    const double x = static_cast<double>(step) / steps_a_decade;
    const double beyond = std::pow(10, -x);
    // The longest is the last that anything can be said of; it and the shortest are known exactly.
    const bool is_longest = count * beyond <= 1;
    const auto latency = is_longest ? h.max() : step == 0 ? h.min() : h.percentile(1 - beyond);
    curve.push_back({x, in_milliseconds(*latency), count * beyond < samples_that_say_something});
    if (is_longest)
      break;
  }
  return curve;
}

} // namespace simrun::html
