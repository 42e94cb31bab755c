#include "features/indicators/averages.hpp"

#include "features/indicators/definedness.hpp"

#include <algorithm>
#include <numeric>

namespace simrun::indicators {

namespace {

double mean_of(std::span<const double> values) noexcept {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

} // namespace

void sma(std::span<const double> values, std::size_t period, std::span<double> out) {
  for (std::size_t i = undefined_before(period - 1, out); i < values.size(); ++i)
    out[i] = mean_of(values.subspan(i + 1 - period, period));
}

void ema(std::span<const double> values, std::size_t period, std::span<double> out) {
  std::size_t i = undefined_before(period - 1, out);
  if (i == values.size())
    return;
  out[i] = mean_of(values.first(period));
  const double step = 2.0 / static_cast<double>(period + 1);
  while (++i < values.size())
    out[i] = (values[i] - out[i - 1]) * step + out[i - 1];
}

void wma(std::span<const double> values, std::size_t period, std::span<double> out) {
  const auto weights = static_cast<double>(period * (period + 1) / 2);
  for (std::size_t i = undefined_before(period - 1, out); i < values.size(); ++i) {
    double sum = 0;
    for (std::size_t age = 0; age < period; ++age)
      sum += values[i - age] * static_cast<double>(period - age);
    out[i] = sum / weights;
  }
}

void macd(std::span<const double> values, std::span<double> out, std::span<double> signal,
          std::span<double> histogram) {
  constexpr std::size_t fast = 12;
  constexpr std::size_t slow = 26;
  constexpr std::size_t smooth = 9;
  const auto from = std::min(slow - fast, values.size());
  ema(values.subspan(from), fast, out.subspan(from));
  ema(values, slow, histogram);

  const auto both = undefined_before(slow - 1, out);
  for (std::size_t i = both; i < values.size(); ++i)
    out[i] -= histogram[i];
  undefined_before(both, signal);
  ema(out.subspan(both), smooth, signal.subspan(both));

  // The line waits for its signal.
  undefined_before(slow + smooth - 2, out);
  for (std::size_t i = undefined_before(slow + smooth - 2, histogram); i < values.size(); ++i)
    histogram[i] = out[i] - signal[i];
}

} // namespace simrun::indicators
