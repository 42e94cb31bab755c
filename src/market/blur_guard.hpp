#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace simrun {

/// Tells when a running sum is no longer exact enough. Adding and taking away leaves rounding errors as
/// large as 2^-53 of the largest value that went through, and they stay when that value has left. Past a
/// ratio of 2^20 a sum keeps fewer than ten digits, and after 2^16 steps errors may have added up.
class blur_guard {
public:
  /// A sum was formed anew, of values up to this size.
  void reset(double size) noexcept {
    largest_ = std::abs(size);
    steps_ = 0;
  }

  void passed(double size) noexcept {
    largest_ = std::max(largest_, std::abs(size));
    ++steps_;
  }

  bool blurred(double sum) const noexcept {
    return steps_ >= steps_max || !std::isfinite(sum) || std::abs(sum) * ratio_max < largest_;
  }

private:
  static constexpr double ratio_max = 0x1p20;
  static constexpr std::uint32_t steps_max = 1U << 16;

  double largest_ = 0;
  std::uint32_t steps_ = 0;
};

} // namespace simrun
