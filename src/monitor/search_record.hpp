#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace simrun {

/// A run of a search: what was tried and what came of it.
struct search_probe {
  double rate_rps = 0;
  duration length{};
  std::uint64_t seed = 0;
  std::uint64_t samples = 0; ///< requests issued
  std::string verdict;       ///< "held", "failed", "undecided" or "disturbed"
  std::string why;           ///< of what failed or was disturbed: by what
  double throughput_rps = 0; ///< what was answered well: the goodput
  std::optional<double> latency_p50_ms, latency_p95_ms, latency_p99_ms;
  std::optional<double> cpu_utilization; ///< none on the virtual clock
};

/// How a search for the highest rate went.
struct search_record {
  double rps_min = 0;
  double rps_max = 0;
  double tolerance = 0;
  /// The answer: the geometric mean of the next two, or the one of them that there is. None where nothing
  /// held.
  std::optional<double> answer_rps;
  std::optional<double> highest_held_rps;
  std::optional<double> lowest_failed_rps;
  /// Between those, the rates that even the longest probe can't decide, from the first to the last.
  std::optional<std::pair<double, double>> edge_rps;
  std::optional<double> goodput_rps; ///< at the highest rate that held
  bool confirmed = false;            ///< both ends came out the same in a second probe
  std::string ended;                 ///< why the search was over, in a word of the result's format
  std::vector<search_probe> probes;  ///< in the order they were run

  /// The saturation curve: of each rate its longest probe that was not disturbed, by rate.
  std::vector<search_probe> curve() const;
};

} // namespace simrun
