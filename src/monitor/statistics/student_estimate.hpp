#pragma once

#include "monitor/statistics/value_range.hpp"

#include <span>

namespace simrun {

/// A number that was estimated, with the standard deviation of its estimate, which itself is known only as
/// well as so many degrees of freedom tell: what Student's distribution is for.
struct student_estimate {
  double value = 0;
  double deviation = 0;
  double degrees_of_freedom = 1;

  /// Of an estimate at least as far from 0, to either side, were the number 0.
  double chance() const;

  /// Holds the number with confidence 1 - level; `level` in (0, 1).
  value_range interval_at(double level) const;
};

/// How far one more value lies from the mean of those before it, and how far chance takes it: the deviation
/// of the difference, sqrt(1 + 1/n) times theirs. Two values at least.
student_estimate step_from(std::span<const double> before, double newest);

} // namespace simrun
