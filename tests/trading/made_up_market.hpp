#pragma once

#include "core/random.hpp"
#include "features/feature_extractor.hpp"
#include "market/input_columns.hpp"
#include "market/market_data.hpp"
#include "trading/enhanced_trading_config.hpp"
#include "trading/feature_shape.hpp"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace simrun::fixture {

/// A symbol of these closes, at which its bars also open; every day the same volume.
inline bar_history history_of(std::string symbol, const std::vector<double>& closes) {
  bar_history history{std::move(symbol), {}};
  std::chrono::sys_days day{std::chrono::days(0)};
  for (const auto close : closes)
    history.bars.push_back({day++, close, close, close, close, 1000});
  return history;
}

/// Symbols "a", "b" and on.
inline std::shared_ptr<const market_data> market_of(const std::vector<std::vector<double>>& closes) {
  std::vector<bar_history> histories;
  for (const auto& series : closes)
    histories.push_back(history_of(std::string(1, static_cast<char>('a' + histories.size())), series));
  return std::make_shared<const market_data>(market_data::from(std::move(histories)));
}

/// Closes that wander, by 2 % a bar.
inline std::vector<double> wandering(std::size_t bars, std::uint64_t seed) {
  random_stream random(seed, "closes");
  std::vector<double> closes;
  double close = 100;
  for (std::size_t i = 0; i < bars; ++i)
    closes.push_back(close *= std::exp(0.02 * random.normal()));
  return closes;
}

inline std::shared_ptr<const market_data> wandering_market(std::size_t symbols, std::size_t bars,
                                                           std::uint64_t seed) {
  std::vector<std::vector<double>> closes;
  for (std::size_t i = 0; i < symbols; ++i)
    closes.push_back(wandering(bars, seed * 100 + i));
  return market_of(closes);
}

/// Windows of 10 bars, which wait for nothing; no limit to losses but that of capital.
inline enhanced_trading_config quick_config() {
  enhanced_trading_config config;
  config.lookback_window = 10;
  config.max_drawdown_limit = 1;
  return config;
}

inline constexpr feature_shape small_shape{32, 2, 5};

/// Features that tell the window: its first close, its last, and a sum over each of its columns. Fails when
/// it is told to.
class telling_extractor final : public feature_extractor {
public:
  std::optional<error> problem; ///< the answer to every window, where set

  std::string_view name() const noexcept override { return "telling"; }
  std::size_t feature_count() const noexcept override { return small_shape.features; }
  std::size_t window_length_min() const noexcept override { return 10; }

  static void tell(const window_view& window, feature_vector& to) {
    const auto closes = window.column(index_of(input_column::close));
    to.values.assign(small_shape.features, 0.0F);
    to.values[0] = static_cast<float>(closes.front());
    to.values[1] = static_cast<float>(closes.back());
    for (std::size_t c = 0; c < window.columns(); ++c)
      for (const double x : window.column(c))
        to.values[2 + c] += static_cast<float>(x);
    to.confidence = 0.5F;
    to.regression_uncertainty.assign({0.25F, 0.75F});
    to.ensemble_weights.assign({0.1F, 0.2F, 0.3F, 0.2F, 0.2F});
    to.source = feature_source::model;
  }

  void extract(std::span<const window_view> windows, std::span<extraction> results,
               std::stop_token) override {
    for (std::size_t i = 0; i < windows.size(); ++i) {
      results[i].problem = problem;
      if (!problem)
        tell(windows[i], results[i].features);
    }
  }
};

} // namespace simrun::fixture
