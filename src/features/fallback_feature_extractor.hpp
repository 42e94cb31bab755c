#pragma once

#include "features/feature_extractor.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace simrun {

/// What the fallback delivers, in this order: trend, momentum, volatility, volume. By TA-Lib's definitions
/// (see features/indicators), of the window's last bar, computed from the window alone.
inline constexpr std::array<std::string_view, 15> fallback_indicators{
    "sma_20",        "ema_12", "macd",   "macd_signal", "adx_14",    "rsi_14", "stoch_k_14_3", "stoch_d_3",
    "williams_r_14", "cci_20", "roc_10", "atr_14",      "stddev_20", "obv",    "mfi_14"};

/// Answers when the model can't: 15 indicators, then zeros up to the model's number of features, so that an
/// observation keeps its shape. (A model of fewer features gets that many indicators.) Takes windows of the
/// 15 input columns and reads the first five, the bars.
///
/// All 15 are defined in windows from 34 bars on. A shorter window, down to the model's shortest, has 0 where
/// an indicator isn't defined yet.
class fallback_feature_extractor final : public feature_extractor {
public:
  static constexpr std::size_t length_min = 10;

  explicit fallback_feature_extractor(std::size_t feature_count) noexcept : feature_count_(feature_count) {}

  std::string_view name() const noexcept override { return "fallback"; }
  std::size_t feature_count() const noexcept override { return feature_count_; }
  std::size_t window_length_min() const noexcept override { return length_min; }

  void extract(std::span<const window_view> windows, std::span<extraction> results,
               std::stop_token stop = {}) override;

private:
  void extract_one(const window_view& window, feature_vector& features);
  std::array<double, fallback_indicators.size()> indicators_of(const window_view& window);

  std::size_t feature_count_;
  std::array<std::vector<double>, 3> scratch_; ///< as long as the longest window so far
};

} // namespace simrun
