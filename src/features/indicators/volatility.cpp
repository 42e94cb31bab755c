#include "features/indicators/volatility.hpp"

#include "features/indicators/averages.hpp"
#include "features/indicators/definedness.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace simrun::indicators {

namespace {

double deviation_of(std::span<const double> values) noexcept {
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double x : values)
    squares += (x - mean) * (x - mean);
  return std::sqrt(squares / count);
}

} // namespace

void true_range(std::span<const double> high, std::span<const double> low, std::span<const double> close,
                std::span<double> out) {
  for (std::size_t i = undefined_before(1, out); i < close.size(); ++i)
    out[i] = std::max({high[i] - low[i], std::abs(high[i] - close[i - 1]), std::abs(low[i] - close[i - 1])});
}

void atr(std::span<const double> high, std::span<const double> low, std::span<const double> close,
         std::size_t period, std::span<double> out) {
  true_range(high, low, close, out);
  const auto weight = static_cast<double>(period);
  double mean = 0;
  for (std::size_t i = 1; i < close.size(); ++i) {
    mean = i <= period ? mean + out[i] / weight : (mean * (weight - 1) + out[i]) / weight;
    out[i] = mean;
  }
  undefined_before(period, out);
}

void standard_deviation(std::span<const double> values, std::size_t period, std::span<double> out) {
  for (std::size_t i = undefined_before(period - 1, out); i < values.size(); ++i)
    out[i] = deviation_of(values.subspan(i + 1 - period, period));
}

void bollinger_bands(std::span<const double> values, std::size_t period, double width,
                     std::span<double> upper, std::span<double> middle, std::span<double> lower) {
  sma(values, period, middle);
  standard_deviation(values, period, upper);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double half = width * upper[i];
    upper[i] = middle[i] + half;
    lower[i] = middle[i] - half;
  }
}

} // namespace simrun::indicators
