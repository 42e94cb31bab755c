#pragma once

#include <cstddef>
#include <cstdint>

namespace simrun::kernels {

/// A float as three signed digits of 8 bits, most significant first: x = unit (d0 + d1 / 2^8 + d2 / 2^16), up
/// to half of the last digit and what rounding to a float takes.
inline constexpr std::size_t digits = 3;

/// Digits of successive values stand in runs: value k's digit d is at
/// to[(k / run) * run_stride + d * digit_stride + k % run].
struct digit_layout {
  std::size_t run;
  std::size_t run_stride;
  std::size_t digit_stride;
};

/// Splits a row of `width` floats by the largest of them, and returns the unit: about largest / 127, and
/// never below 2e-34. A unit is NaN where the row holds a NaN or an infinity, whatever the digits are.
float split_digits(const float* row, std::size_t width, const digit_layout& layout, std::int8_t* to);

} // namespace simrun::kernels
