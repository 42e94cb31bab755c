#pragma once

#include <cmath>
#include <cstddef>
#include <doctest/doctest.h>
#include <span>
#include <vector>

namespace simrun {

/// Raises `largest` to `error`; a NaN is larger than all and stays.
inline void keep_larger(double& largest, double error) {
  if (!std::isnan(largest) && !(error <= largest))
    largest = error;
}

/// The largest absolute difference; NaN where there is one.
inline double largest_difference(std::span<const float> found, std::span<const double> expected) {
  REQUIRE(found.size() == expected.size());
  double largest = 0;
  for (std::size_t i = 0; i < found.size(); ++i)
    keep_larger(largest, std::abs(static_cast<double>(found[i]) - expected[i]));
  return largest;
}

inline double largest_difference(std::span<const float> found, std::span<const float> expected) {
  return largest_difference(found, std::vector<double>(expected.begin(), expected.end()));
}

} // namespace simrun
