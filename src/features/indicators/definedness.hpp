#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>

namespace simrun::indicators {

/// Marks what comes before `first` as undefined, and returns where the defined values begin: `first`, or the
/// end where there are fewer.
inline std::size_t undefined_before(std::size_t first, std::span<double> out) noexcept {
  const auto count = std::min(first, out.size());
  std::ranges::fill(out.first(count), std::numeric_limits<double>::quiet_NaN());
  return count;
}

/// a / b, or 0 where b is 0: TA-Lib's answer to a market that stands still.
inline double ratio_or_zero(double a, double b) noexcept {
  return b == 0 ? 0.0 : a / b;
}

} // namespace simrun::indicators
