#pragma once

#include "core/time.hpp"
#include "monitor/trend.hpp"

#include <optional>
#include <span>

namespace simrun {

struct interval;

/// When a latency changed its level for good.
struct latency_change {
  time_point at; ///< where the first interval of the new level begins
  double before_ms = 0;
  double after_ms = 0;
};

/// How steady a percentile of latency was from interval to interval.
struct latency_stability {
  /// The median over the intervals of the last third against that of the first: 0.1 is a tenth more.
  std::optional<double> drift{};
  std::optional<latency_change> change{}; ///< where the change-point test finds one at 99 % confidence
};

/// What only a series shows: does the run hold its level?
struct run_trends {
  std::optional<trend> memory_mb_per_hour{}; ///< resident
  std::optional<trend> heap_mb_per_hour{};
  latency_stability latency_p50{};
  latency_stability latency_p95{};
};

/// Of the intervals within the measured part; what comes after it, the drain, has too few requests to be like
/// the rest. Ten intervals are needed, and of latency ten in which something ended.
run_trends trends_of(std::span<const interval> intervals, duration measured);

} // namespace simrun
