#include "market/input_columns.hpp"

#include "market/rolling.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace simrun {

namespace {

constexpr std::size_t rsi_length = 14;
constexpr std::size_t band_length = 20;
constexpr double band_deviations = 2;

/// What is undefined, and what has left the range of numbers, is 0.
void zero_where_undefined(std::span<double> values) noexcept {
  std::ranges::replace_if(
      values, [](double x) { return !std::isfinite(x); }, 0.0);
}

double weighted_mean(double mean, double weight, double value) {
  const double next = (weight * mean + value) / (weight + 1.0);
  // Near the largest number there is, the sum overflows where the mean does not.
  return std::isfinite(next) ? next : mean * (weight / (weight + 1.0)) + value / (weight + 1.0);
}

/// The mean weighted by (1 - alpha)^age with alpha = 2 / (span + 1), over all values so far: pandas'
/// `ewm(span, adjust=True)`.
void exponential_mean(std::span<const double> values, double span, std::span<double> out) {
  // Written with the centre of mass as pandas does, for the last digit's sake.
  const double decay = 1.0 - 1.0 / (1.0 + (span - 1.0) / 2.0);
  double weight = 0;
  double mean = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    weight *= decay;
    // A value that is no number spoils its own bar, not all that follow.
    if (!std::isfinite(values[i])) {
      out[i] = values[i];
      continue;
    }
    if (mean != values[i])
      mean = weighted_mean(mean, weight, values[i]);
    weight += 1.0;
    out[i] = mean;
  }
}

void copy_bars(std::span<const bar> bars, column_matrix& to) {
  constexpr std::array fields{&bar::open, &bar::high, &bar::low, &bar::close, &bar::volume};
  for (std::size_t c = 0; c < fields.size(); ++c)
    std::ranges::transform(bars, to.column(c).begin(), fields[c]);
}

void compute_returns(std::span<const double> close, std::span<double> returns, std::span<double> volatility) {
  for (std::size_t i = 1; i < close.size(); ++i)
    returns[i] = close[i] / close[i - 1] - 1.0;
  zero_where_undefined(returns);
  // The first bar has no return, so it isn't part of any window.
  rolling_deviation(returns.subspan(1), band_length, volatility.subspan(1));
}

void compute_rsi(std::span<const double> close, std::span<double> rsi) {
  std::vector<double> gains(close.size());
  std::vector<double> losses(close.size());
  for (std::size_t i = 1; i < close.size(); ++i) {
    gains[i] = std::max(close[i] - close[i - 1], 0.0);
    losses[i] = std::max(close[i - 1] - close[i], 0.0);
  }
  std::vector<double> mean_loss(close.size());
  rolling_mean(losses, rsi_length, mean_loss);
  rolling_mean(gains, rsi_length, rsi);
  for (std::size_t i = 0; i < close.size(); ++i)
    // Gains without losses are an infinite strength and give 100; neither, 0/0, is undefined.
    rsi[i] = i + 1 < rsi_length ? 0.0 : 100.0 - 100.0 / (1.0 + rsi[i] / mean_loss[i]);
}

void compute_macd(std::span<const double> close, std::span<const double> ema_12, std::span<double> macd,
                  std::span<double> signal) {
  exponential_mean(close, 26, macd);
  for (std::size_t i = 0; i < close.size(); ++i)
    macd[i] = ema_12[i] - macd[i];
  exponential_mean(macd, 9, signal);
}

void compute_band_position(std::span<const double> close, std::span<const double> mean,
                           std::span<double> position) {
  rolling_deviation(close, band_length, position);
  for (std::size_t i = band_length - 1; i < close.size(); ++i) {
    const double lower = mean[i] - position[i] * band_deviations;
    position[i] = (close[i] - lower) / (2 * band_deviations * position[i]);
  }
}

void compute_volume_ratio(std::span<const double> volume, std::span<double> ratio) {
  rolling_mean(volume, band_length, ratio);
  for (std::size_t i = band_length - 1; i < volume.size(); ++i)
    ratio[i] = volume[i] / ratio[i];
}

} // namespace

column_matrix compute_input_columns(std::span<const bar> bars) {
  column_matrix m(input_columns, bars.size());
  if (bars.empty())
    return m;
  const auto column = [&m](input_column c) { return m.column(index_of(c)); };
  copy_bars(bars, m);
  const auto close = column(input_column::close);
  rolling_mean(close, 5, column(input_column::sma_5));
  rolling_mean(close, band_length, column(input_column::sma_20));
  exponential_mean(close, 12, column(input_column::ema_12));
  compute_returns(close, column(input_column::returns), column(input_column::volatility));
  compute_rsi(close, column(input_column::rsi));
  compute_macd(close, column(input_column::ema_12), column(input_column::macd),
               column(input_column::macd_signal));
  compute_band_position(close, column(input_column::sma_20), column(input_column::bb_position));
  compute_volume_ratio(column(input_column::volume), column(input_column::volume_ratio));
  for (auto c = index_of(input_column::returns); c < input_columns; ++c)
    zero_where_undefined(m.column(c));
  return m;
}

} // namespace simrun
