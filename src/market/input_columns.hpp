#pragma once

#include "market/bar.hpp"
#include "market/window.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace simrun {

/// The columns a window has, in this order. The first five are the bar itself.
enum class input_column : std::size_t {
  open,
  high,
  low,
  close,
  volume,
  returns,
  volatility,
  rsi,
  macd,
  macd_signal,
  bb_position,
  volume_ratio,
  sma_5,
  sma_20,
  ema_12,
};

inline constexpr std::array<std::string_view, 15> input_column_names{
    "open", "high",        "low",         "close",        "volume", "returns", "volatility", "rsi",
    "macd", "macd_signal", "bb_position", "volume_ratio", "sma_5",  "sma_20",  "ema_12"};

inline constexpr std::size_t input_columns = input_column_names.size();

constexpr std::size_t index_of(input_column c) noexcept {
  return static_cast<std::size_t>(c);
}

} // namespace simrun
