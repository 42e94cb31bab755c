#pragma once

#include <cstddef>
#include <span>

namespace simrun::indicators {

/// The farthest a price came in a bar, counted from the close before: max(high - low, |high - close before|,
/// |low - close before|). Defined from 1 on.
void true_range(std::span<const double> high, std::span<const double> low, std::span<const double> close,
                std::span<double> out);

/// The mean of the first `period` true ranges, then Wilder's smoothing: each new one has 1 / period of the
/// weight. Defined from `period` on.
void atr(std::span<const double> high, std::span<const double> low, std::span<const double> close,
         std::size_t period, std::span<double> out);

/// The population standard deviation (divisor `period`) of the last `period` values. Defined from period - 1.
void standard_deviation(std::span<const double> values, std::size_t period, std::span<double> out);

/// SMA and, `width` population standard deviations to each side, the bands. Defined from period - 1 on.
void bollinger_bands(std::span<const double> values, std::size_t period, double width,
                     std::span<double> upper, std::span<double> middle, std::span<double> lower);

} // namespace simrun::indicators
