#pragma once

#include <cstddef>
#include <span>

namespace simrun::indicators {

/// Wilder's relative strength: 100 gains / (gains + losses), both the mean of the first `period` moves, then
/// smoothed by 1 / period. 0 where nothing moved. Defined from `period` on.
void rsi(std::span<const double> values, std::size_t period, std::span<double> out);

/// The percentage by which a value is above that of `period` bars ago; 0 where that was 0. Defined from
/// `period` on.
void rate_of_change(std::span<const double> values, std::size_t period, std::span<double> out);

/// The difference to the value of `period` bars ago. Defined from `period` on.
void momentum(std::span<const double> values, std::size_t period, std::span<double> out);

/// The slow stochastic: %K is the SMA 3 of 100 (close - lowest low) / (highest high - lowest low) over
/// `period` bars, %D the SMA 3 of %K. A range of 0 counts as 0. Both are defined from period + 3 on.
void stochastic(std::span<const double> high, std::span<const double> low, std::span<const double> close,
                std::size_t period, std::span<double> k, std::span<double> d);

/// -100 (highest high - close) / (highest high - lowest low), 0 where there is no range. Defined from
/// period - 1 on.
void williams_r(std::span<const double> high, std::span<const double> low, std::span<const double> close,
                std::size_t period, std::span<double> out);

/// With the typical price t = (high + low + close) / 3: (t - its mean) / (0.015 its mean absolute deviation)
/// over `period` bars, 0 where that is 0/0. Defined from period - 1 on.
void cci(std::span<const double> high, std::span<const double> low, std::span<const double> close,
         std::size_t period, std::span<double> out);

} // namespace simrun::indicators
