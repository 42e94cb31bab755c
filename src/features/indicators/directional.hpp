#pragma once

#include <cstddef>
#include <span>

namespace simrun::indicators {

/// Wilder's directional movement system. A bar moves up by high - high before or down by low before - low,
/// whichever is more, and above 0. Both and the true range are summed over the first `period` - 1 moves, then
/// smoothed: sum - sum / period + new.
///
/// +DI and -DI: 100 times the up and down sums over that of the range, defined from `period` on.
/// ADX: the mean of the first `period` DX = 100 |+DI - -DI| / (+DI + -DI), then Wilder's smoothing; defined
/// from 2 period - 1 on.
void directional_movement(std::span<const double> high, std::span<const double> low,
                          std::span<const double> close, std::size_t period, std::span<double> adx,
                          std::span<double> plus_di, std::span<double> minus_di);

} // namespace simrun::indicators
