#include "features/indicators/directional.hpp"

#include "features/indicators/definedness.hpp"
#include "features/indicators/volatility.hpp"

#include <cmath>

namespace simrun::indicators {

namespace {

/// Wilder's running sum: it grows until `warm`, then each new value pushes out 1 / period of it.
void accumulate(double& sum, double value, bool warm, double period) noexcept {
  sum = warm ? sum - sum / period + value : sum + value;
}

/// +DI and -DI; `range` is the true range.
void directional_indices(std::span<const double> high, std::span<const double> low,
                         std::span<const double> range, std::size_t period, std::span<double> plus_di,
                         std::span<double> minus_di) {
  const auto n = static_cast<double>(period);
  double plus = 0;
  double minus = 0;
  double ranges = 0;
  for (std::size_t i = 1; i < high.size(); ++i) {
    const double up = high[i] - high[i - 1];
    const double down = low[i - 1] - low[i];
    const bool warm = i >= period;
    accumulate(plus, up > 0 && up > down ? up : 0.0, warm, n);
    accumulate(minus, down > 0 && down > up ? down : 0.0, warm, n);
    accumulate(ranges, range[i], warm, n);
    plus_di[i] = 100.0 * ratio_or_zero(plus, ranges);
    minus_di[i] = 100.0 * ratio_or_zero(minus, ranges);
  }
  undefined_before(period, plus_di);
  undefined_before(period, minus_di);
}

} // namespace

void directional_movement(std::span<const double> high, std::span<const double> low,
                          std::span<const double> close, std::size_t period, std::span<double> adx,
                          std::span<double> plus_di, std::span<double> minus_di) {
  true_range(high, low, close, adx);
  directional_indices(high, low, adx, period, plus_di, minus_di);
  const auto n = static_cast<double>(period);
  double mean = 0;
  for (std::size_t i = period; i < close.size(); ++i) {
    const double both = plus_di[i] + minus_di[i];
    // Where nothing moves the trend is as strong as it was.
    if (both != 0) {
      const double dx = 100.0 * std::abs(minus_di[i] - plus_di[i]) / both;
      mean = i < 2 * period ? mean + dx / n : (mean * (n - 1) + dx) / n;
    }
    adx[i] = mean;
  }
  undefined_before(2 * period - 1, adx);
}

} // namespace simrun::indicators
