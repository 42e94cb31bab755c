#pragma once

#include "features/calibration/calibration.hpp"

namespace simrun::fixture {

/// A hundred parts from `from` on, each `step` above the last: the mean is from + 49.5 steps.
inline empirical_distribution rising(duration from, duration step) {
  std::vector<duration> parts;
  for (int i = 0; i < 100; ++i)
    parts.push_back(from + i * step);
  return *empirical_distribution::from_parts(parts, 1000);
}

inline empirical_distribution always(duration d) {
  return rising(d, duration(0));
}

/// Windows of 60 and 120 bars, batches of 1, 4 and 16.
inline calibration made_up_calibration() {
  using namespace std::chrono_literals;
  calibration c;
  c.measured_at = "2026-01-02T03:04:05Z";
  c.machine = {{"simrun", "0.1.0"}, {"cores", "2"}};
  c.weights = "random, seed 1";
  for (const int slower : {1, 2})
    c.windows.push_back({.window = slower * 60U,
                         .extraction = {{1, rising(slower * 2ms, 10us)},
                                        {4, rising(slower * 5ms, 20us)},
                                        {16, rising(slower * 17ms, 100us)}},
                         .pause = 10ms,
                         .after_pause = rising(slower * 3ms, 10us),
                         .warm_up = 5ms,
                         .fallback = always(10us),
                         .cache_hit = always(1us)});
  c.cold_start = always(30ms);
  c.path = {rising(100us, 1us), always(20us), rising(70us, 1us)};
  return c;
}

} // namespace simrun::fixture
