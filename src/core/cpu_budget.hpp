#pragma once

#include "core/time.hpp"

namespace simrun {

/// Processor time that some threads may take together: so many cores' worth. What they take too much is a
/// debt that goes down as time passes; what they leave is kept for a moment only, as a cgroup's quota is.
/// Any axis of time will do. One thread at a time.
class cpu_budget {
public:
  cpu_budget(double cores, time_point start) noexcept : cores_(cores), as_of_(start) {}

  /// So much more was taken.
  void charge(time_point now, duration taken) noexcept;
  /// How long nobody may take any more; zero where there is no debt.
  duration wait(time_point now) noexcept;

private:
  void settle(time_point now, duration taken) noexcept;

  double cores_;
  time_point as_of_;
  duration left_{}; ///< a debt where it is negative
};

} // namespace simrun
