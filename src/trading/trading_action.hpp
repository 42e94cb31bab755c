#pragma once

#include <cstdint>

namespace simrun {

enum class trade_kind : std::uint8_t { hold, buy, sell };

inline constexpr std::uint64_t trade_kinds = 3;

/// What to do with one symbol. An action of the environment is one of these for each symbol, in their order.
struct trading_action {
  trade_kind kind = trade_kind::hold;
  /// In [0, max_position_size]. A buy spends this share of cash, costs included; a sell gives up this share
  /// of the position; to hold, it says nothing.
  double size = 0;
};

} // namespace simrun
