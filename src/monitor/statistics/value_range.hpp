#pragma once

namespace simrun {

/// Where a number lies, with a confidence that is said elsewhere.
struct value_range {
  double lower = 0;
  double upper = 0;

  bool contains(double value) const noexcept { return lower <= value && value <= upper; }

  friend bool operator==(const value_range&, const value_range&) = default;
};

} // namespace simrun
