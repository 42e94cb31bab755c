#pragma once

#include <cstddef>
#include <span>

/// Technical indicators by TA-Lib's definitions. Each fills `out`, which is as long as the input and no part
/// of it; where an indicator is not yet defined it is NaN. Periods are at least 2.
namespace simrun::indicators {

/// The mean of the last `period` values. Defined from period - 1 on.
void sma(std::span<const double> values, std::size_t period, std::span<double> out);

/// Starts as the mean of the first `period` values, then moves 2 / (period + 1) of the way to each new one.
/// Defined from period - 1 on.
void ema(std::span<const double> values, std::size_t period, std::span<double> out);

/// The last `period` values weighted 1, 2, .. period, newest heaviest. Defined from period - 1 on.
void wma(std::span<const double> values, std::size_t period, std::span<double> out);

/// EMA 12 - EMA 26, its EMA 9 (the signal), and their difference. All three are defined from 33 on. The fast
/// EMA starts together with the slow one: from the mean of the 12 values up to 25, not of the first 12.
void macd(std::span<const double> values, std::span<double> out, std::span<double> signal,
          std::span<double> histogram);

} // namespace simrun::indicators
