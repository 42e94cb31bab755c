#pragma once

#include "core/requirement.hpp"
#include "monitor/run_result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

/// So many workers at a load, with one seed or several.
struct plan_probe {
  std::uint32_t workers = 0;
  double load_rps = 0;
  std::uint32_t seeds = 0;
  std::uint32_t met = 0;                ///< seeds with which the critical requirements held
  std::optional<double> latency_p95_ms; ///< of the worst seed, as is the success rate
  std::optional<double> success_rate;
  std::optional<double> worker_utilization; ///< the mean
  bool invalid = false;                     ///< with some seed nothing could be decided
};

struct plan_answer {
  std::uint32_t workers = 0;
  std::uint32_t seeds = 0;
  std::optional<std::uint32_t> fewer_met; ///< with how many seeds one worker less was enough
  std::uint32_t headroom_percent = 0;
  bool headroom_is_open = false;                ///< more was not tried
  std::vector<requirement_result> requirements; ///< the critical ones at the answer, each with its worst seed
  std::string breaks_first;                     ///< the requirement that more load broke; empty if none did
  std::optional<double> cost_per_million;
};

struct plan_result {
  std::string scenario_file;
  double load_rps = 0;
  std::uint32_t workers_max = 0;
  std::vector<plan_probe> probes;
  std::optional<plan_answer> answer;
  std::vector<std::string> invalid_reasons; ///< why nothing could be decided, where that is so
};

/// The probes as a table, a line for each in the order they were made.
std::string probes_table(const plan_result& plan);

/// The answer and how sure it is, for a person: the margin of each requirement, how much more load it carries
/// and what breaks then. Or that there is none.
std::string plan_summary(const plan_result& plan);

} // namespace simrun
