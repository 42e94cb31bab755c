#include "features/fallback_feature_extractor.hpp"

#include "features/indicators/averages.hpp"
#include "features/indicators/directional.hpp"
#include "features/indicators/momentum.hpp"
#include "features/indicators/volatility.hpp"
#include "features/indicators/volume.hpp"
#include "features/window_check.hpp"
#include "market/input_columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace simrun {

namespace {

/// What is not defined yet is 0; what a float can't hold is the largest it can.
float to_feature(double x) noexcept {
  constexpr double largest = std::numeric_limits<float>::max();
  return std::isnan(x) ? 0.0F : static_cast<float>(std::clamp(x, -largest, largest));
}

} // namespace

void fallback_feature_extractor::extract(std::span<const window_view> windows, std::span<extraction> results,
                                         std::stop_token stop) {
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (stop.stop_requested())
      results[i].problem = error{error_code::cancelled, "told to stop before this window"};
    else
      results[i].problem = check_window(windows[i], input_columns, length_min);
    if (!results[i].problem)
      extract_one(windows[i], results[i].features);
  }
}

void fallback_feature_extractor::extract_one(const window_view& window, feature_vector& features) {
  const auto indicators = indicators_of(window);
  features.values.assign(feature_count_, 0.0F);
  const auto delivered = std::min(indicators.size(), feature_count_);
  std::transform(indicators.begin(), indicators.begin() + static_cast<std::ptrdiff_t>(delivered),
                 features.values.begin(), to_feature);
  features.class_probabilities.clear();
  features.confidence = 0;
  features.regression_mean.clear();
  features.regression_uncertainty.clear();
  features.ensemble_weights.clear();
  features.source = feature_source::fallback;
}

std::array<double, fallback_indicators.size()>
fallback_feature_extractor::indicators_of(const window_view& window) {
  namespace ta = indicators;
  for (auto& buffer : scratch_)
    if (buffer.size() < window.length)
      buffer.resize(window.length);
  const auto high = window.column(index_of(input_column::high));
  const auto low = window.column(index_of(input_column::low));
  const auto close = window.column(index_of(input_column::close));
  const auto volume = window.column(index_of(input_column::volume));
  const auto a = std::span(scratch_[0]).first(window.length);
  const auto b = std::span(scratch_[1]).first(window.length);
  const auto c = std::span(scratch_[2]).first(window.length);

  std::array<double, fallback_indicators.size()> values{};
  std::size_t next = 0;
  const auto deliver = [&](std::span<const double> series) { values[next++] = series.back(); };

  ta::sma(close, 20, a);
  deliver(a);
  ta::ema(close, 12, a);
  deliver(a);
  ta::macd(close, a, b, c);
  deliver(a);
  deliver(b);
  ta::directional_movement(high, low, close, 14, a, b, c);
  deliver(a);
  ta::rsi(close, 14, a);
  deliver(a);
  ta::stochastic(high, low, close, 14, a, b);
  deliver(a);
  deliver(b);
  ta::williams_r(high, low, close, 14, a);
  deliver(a);
  ta::cci(high, low, close, 20, a);
  deliver(a);
  ta::rate_of_change(close, 10, a);
  deliver(a);
  ta::atr(high, low, close, 14, a);
  deliver(a);
  ta::standard_deviation(close, 20, a);
  deliver(a);
  ta::on_balance_volume(close, volume, a);
  deliver(a);
  ta::money_flow_index(high, low, close, volume, 14, a);
  deliver(a);
  return values;
}

} // namespace simrun
