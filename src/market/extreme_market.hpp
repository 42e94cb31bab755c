#pragma once

#include "market/bar.hpp"

#include <cstdint>
#include <vector>

namespace simrun {

/// A market of what should not happen and does, out of a seed. Stretches of 5 to 60 bars, each of one kind:
/// an ordinary walk, flat prices, gaps, splits, no volume, denormal numbers, prices about 1e300, negative
/// prices, prices that change sign. One stretch in twenty holds a bar that is NaN or infinite, which no CSV
/// file can. Timestamps are in order, with days missing here and there.
struct extreme_market_config {
  std::uint64_t seed = 42;
  std::uint32_t symbols = 1;
  std::uint32_t bars = 2500; ///< per symbol
};

/// One history per symbol, "extreme_0" and on. The same config gives the same bits; more symbols leave the
/// earlier ones as they were.
std::vector<bar_history> make_extreme_market(const extreme_market_config& config);

} // namespace simrun
