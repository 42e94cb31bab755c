#pragma once

#include <cstddef>
#include <span>

namespace simrun::indicators {

/// The first bar's volume, plus that of every bar that closes higher than the one before, minus that of every
/// one that closes lower. Defined from 0 on.
void on_balance_volume(std::span<const double> close, std::span<const double> volume, std::span<double> out);

/// The running sum of volume ((close - low) - (high - close)) / (high - low); a bar without range adds
/// nothing. Defined from 0 on.
void accumulation_distribution(std::span<const double> high, std::span<const double> low,
                               std::span<const double> close, std::span<const double> volume,
                               std::span<double> out);

/// 100 inflow / (inflow + outflow) over `period` bars: the flow of a bar is its typical price times its
/// volume, inflow where the typical price rose, outflow where it fell. 0 where both together are below 1, as
/// in TA-Lib. Defined from `period` on.
void money_flow_index(std::span<const double> high, std::span<const double> low,
                      std::span<const double> close, std::span<const double> volume, std::size_t period,
                      std::span<double> out);

} // namespace simrun::indicators
