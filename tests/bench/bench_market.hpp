#pragma once

#include "market/market_data.hpp"
#include "market/synthetic_market.hpp"

#include <cstdint>
#include <vector>

namespace simrun {

/// Windows as a run asks for them: 60 bars of 15 columns, from one symbol.
inline constexpr std::uint32_t bench_window = 60;

inline const market_data& bench_market() {
  static const auto market = market_data::from(make_synthetic_market({}));
  return market;
}

/// `count` windows that have no bar in common while the market lasts.
inline std::vector<window_view> bench_windows(std::uint32_t count) {
  std::vector<window_view> windows;
  const auto last = bench_market().window_count(0, bench_window) - 1;
  for (std::uint32_t i = 0; i < count; ++i)
    windows.push_back(bench_market().window({0, bench_window + i * bench_window % last, bench_window}));
  return windows;
}

} // namespace simrun
