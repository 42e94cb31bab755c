#pragma once

#include <array>
#include <cstddef>

namespace simrun {

/// By Horner's rule, coefficients from that of x^0 on.
template <std::size_t Size>
constexpr double polynomial(const std::array<double, Size>& coefficients, double x) noexcept {
  double sum = coefficients[Size - 1];
  for (std::size_t i = Size - 1; i-- > 0;)
    sum = coefficients[i] + x * sum;
  return sum;
}

} // namespace simrun
