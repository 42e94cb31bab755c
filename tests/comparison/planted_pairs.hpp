#pragma once

#include "report/comparison/comparison.hpp"
#include "scenario/scenario.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace simrun::test {

/// What became of many comparisons of two runs each, on the virtual clock.
struct pair_counts {
  int pairs = 0;
  int any_worse = 0, any_better = 0;
  std::map<std::string, std::map<change_verdict, int>> verdicts{}; ///< by metric
};

/// Compares runs of a scenario with runs of it in which each service takes `slow_down` times as long:
/// lognormal, in the middle 5 ms at first, or what is said. No two runs of all the pairs have a seed in
/// common.
pair_counts compare_planted(scenario s, double slow_down, int pairs, std::uint64_t first_seed,
                            double service_ms = 5);

/// A scenario that comes with simrun, on the virtual clock; throws where it can't be read.
scenario simrun_scenario(const std::string& file);

/// A minute of so many requests a second, at random times, for two extractors.
scenario steady_minute(double rps);

} // namespace simrun::test
