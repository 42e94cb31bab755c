#include "monitor/statistics/block_bootstrap.hpp"

#include "core/portable_math.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

/// The covariance of each value with the one `lag` later, for 0 up to the longest that can matter.
std::vector<double> autocovariances(std::span<const double> series, std::size_t lag_max) {
  const auto n = static_cast<double>(series.size());
  double mean = 0;
  for (const double x : series)
    mean += x / n;
  std::vector<double> found;
  for (std::size_t lag = 0; lag <= lag_max; ++lag) {
    double sum = 0;
    for (std::size_t i = 0; i + lag < series.size(); ++i)
      sum += (series[i] - mean) * (series[i + lag] - mean);
    found.push_back(sum / n);
  }
  return found;
}

/// The last lag before a run of `needed` that are no more than chance.
std::size_t last_that_matters(const std::vector<double>& covariances, std::size_t needed, double chance) {
  std::size_t quiet = 0;
  std::size_t last = 0;
  for (std::size_t lag = 1; lag < covariances.size() && quiet < needed; ++lag)
    if (std::abs(covariances[lag]) < chance * covariances[0]) {
      ++quiet;
    } else {
      quiet = 0;
      last = lag;
    }
  return last;
}

/// One up to the middle of the window, then straight down to zero.
double flat_top(double share) {
  return share <= 0.5 ? 1 : 2 * (1 - share);
}

} // namespace

std::size_t block_length_for(std::span<const double> series) {
  constexpr std::size_t rows_min = 9;
  if (series.size() < rows_min)
    return 1;
  const auto shortest =
      static_cast<std::size_t>(std::ceil(std::cbrt(static_cast<double>(series.size())) - 0.01));
  if (std::ranges::minmax(series).min == std::ranges::minmax(series).max)
    return shortest;
  const auto n = static_cast<double>(series.size());
  const double log_10_n = portable_log(n) / portable_log(10);
  const auto quiet_needed = static_cast<std::size_t>(std::max(5.0, std::ceil(std::sqrt(log_10_n))));
  const auto longest = static_cast<std::size_t>(std::ceil(std::min(3 * std::sqrt(n), n / 3)));
  const auto covariances = autocovariances(series, std::min(series.size() - 1, longest + quiet_needed));
  const auto last = last_that_matters(covariances, quiet_needed, 2 * std::sqrt(log_10_n / n));
  if (last == 0)
    return shortest;

  const auto window = std::min(2 * last, covariances.size() - 1);
  double spectrum = covariances[0];
  double slope = 0;
  for (std::size_t lag = 1; lag <= window; ++lag) {
    const double weighed =
        2 * flat_top(static_cast<double>(lag) / static_cast<double>(window)) * covariances[lag];
    spectrum += weighed;
    slope += static_cast<double>(lag) * weighed;
  }
  if (spectrum == 0)
    return longest;
  const double best = std::cbrt(1.5 * slope * slope / (spectrum * spectrum) * n);
  return std::clamp(static_cast<std::size_t>(std::ceil(best)), shortest, longest);
}

const std::vector<std::uint32_t>& block_resampler::draw() {
  std::ranges::fill(times_, 0U);
  const auto rows = times_.size();
  for (std::size_t drawn = 0; drawn < rows;) {
    const auto first = static_cast<std::size_t>(random_.below(rows));
    const auto length = std::min(block_length_, rows - drawn);
    for (std::size_t i = 0; i < length; ++i)
      ++times_[(first + i) % rows];
    drawn += length;
  }
  return times_;
}

} // namespace simrun
