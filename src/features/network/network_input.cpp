#include "features/network/network_input.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

void standardise_column(std::span<const double> values, std::span<float> output) {
  const auto [low, high] = std::ranges::minmax(values);
  // Compared, not computed: the rounded mean of equal values may differ from them.
  if (low == high) {
    std::ranges::fill(output, 0.0F);
    return;
  }
  // Relative to the largest value, so that no square overflows.
  const double unit = std::max(std::abs(low), std::abs(high)), count = static_cast<double>(values.size());
  double mean = 0;
  for (const double x : values)
    mean += x / unit / count;
  double variance = 0;
  for (const double x : values)
    variance += (x / unit - mean) * (x / unit - mean) / count;
  const double deviation = std::sqrt(variance);
  std::ranges::transform(values, output.begin(),
                         [=](double x) { return static_cast<float>((x / unit - mean) / deviation); });
}

} // namespace

void fill_network_input(const window_view& window, bool standardise, std::span<float> input) {
  for (std::size_t c = 0; c < window.columns(); ++c) {
    const auto values = window.column(c);
    const auto output = input.subspan(c * window.length, window.length);
    if (standardise)
      standardise_column(values, output);
    else
      std::ranges::transform(values, output.begin(), [](double x) { return static_cast<float>(x); });
  }
}

} // namespace simrun
