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

/// All columns over a whole history, one row a bar, in O(n):
///
///   returns       close / previous close - 1
///   volatility    sample standard deviation of the last 20 returns
///   rsi           100 - 100 / (1 + gains / losses), simple means over 14 bars (the first counts as unmoved)
///   macd          ema 12 - ema 26 of close; macd_signal: its ema 9
///   bb_position   where close stands in the band of 20 bars, 2 sample standard deviations to each side:
///                 0 on the lower edge, 1 on the upper
///   volume_ratio  volume / its mean over 20 bars
///   sma_5, sma_20, ema_12   of close
///
/// EMAs are weighted over all history (the adjusted form). What is undefined is 0: a mean over more bars
/// than there are, a division of 0 by 0. All values are finite where those of the bars are.
column_matrix compute_input_columns(std::span<const bar> bars);

} // namespace simrun
