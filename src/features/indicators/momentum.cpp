#include "features/indicators/momentum.hpp"

#include "features/indicators/averages.hpp"
#include "features/indicators/definedness.hpp"

#include <algorithm>
#include <cmath>

namespace simrun::indicators {

namespace {

struct extremes {
  double highest;
  double lowest;
};

/// Over the `period` bars up to `i`.
extremes extremes_at(std::span<const double> high, std::span<const double> low, std::size_t i,
                     std::size_t period) noexcept {
  const auto first = i + 1 - period;
  return {std::ranges::max(high.subspan(first, period)), std::ranges::min(low.subspan(first, period))};
}

} // namespace

void rsi(std::span<const double> values, std::size_t period, std::span<double> out) {
  const auto n = static_cast<double>(period);
  double gain = 0;
  double loss = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double move = values[i] - values[i - 1];
    // The first `period` moves are averaged, later ones smoothed in.
    const double keep = i <= period ? 1.0 : (n - 1) / n;
    gain = gain * keep + std::max(move, 0.0) / n;
    loss = loss * keep + std::max(-move, 0.0) / n;
    out[i] = 100.0 * ratio_or_zero(gain, gain + loss);
  }
  undefined_before(period, out);
}

void rate_of_change(std::span<const double> values, std::size_t period, std::span<double> out) {
  for (std::size_t i = undefined_before(period, out); i < values.size(); ++i)
    out[i] = 100.0 * ratio_or_zero(values[i] - values[i - period], values[i - period]);
}

void momentum(std::span<const double> values, std::size_t period, std::span<double> out) {
  for (std::size_t i = undefined_before(period, out); i < values.size(); ++i)
    out[i] = values[i] - values[i - period];
}

void stochastic(std::span<const double> high, std::span<const double> low, std::span<const double> close,
                std::size_t period, std::span<double> k, std::span<double> d) {
  constexpr std::size_t smooth = 3;
  const auto raw_from = undefined_before(period - 1, d);
  for (std::size_t i = raw_from; i < close.size(); ++i) {
    const auto [highest, lowest] = extremes_at(high, low, i, period);
    d[i] = 100.0 * ratio_or_zero(close[i] - lowest, highest - lowest);
  }
  sma(d.subspan(raw_from), smooth, k.subspan(raw_from));
  const auto k_from = undefined_before(period + smooth - 2, k);
  sma(k.subspan(k_from), smooth, d.subspan(k_from));
  // %K waits for %D.
  undefined_before(period + 2 * smooth - 3, k);
  undefined_before(period + 2 * smooth - 3, d);
}

void williams_r(std::span<const double> high, std::span<const double> low, std::span<const double> close,
                std::size_t period, std::span<double> out) {
  for (std::size_t i = undefined_before(period - 1, out); i < close.size(); ++i) {
    const auto [highest, lowest] = extremes_at(high, low, i, period);
    out[i] = -100.0 * ratio_or_zero(highest - close[i], highest - lowest);
  }
}

void cci(std::span<const double> high, std::span<const double> low, std::span<const double> close,
         std::size_t period, std::span<double> out) {
  const auto typical = [&](std::size_t i) { return (high[i] + low[i] + close[i]) / 3.0; };
  for (std::size_t i = undefined_before(period - 1, out); i < close.size(); ++i) {
    double mean = 0;
    for (std::size_t age = 0; age < period; ++age)
      mean += typical(i - age);
    mean /= static_cast<double>(period);
    double deviation = 0;
    for (std::size_t age = 0; age < period; ++age)
      deviation += std::abs(typical(i - age) - mean);
    deviation /= static_cast<double>(period);
    out[i] = ratio_or_zero(typical(i) - mean, 0.015 * deviation);
  }
}

} // namespace simrun::indicators
