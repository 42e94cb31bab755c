#pragma once

#include "monitor/run_result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace simrun {

/// One point of a sweep, as it came out.
struct sweep_point {
  std::vector<std::string> values; ///< in the order of the keys, as they were given
  std::uint64_t seed = 0;
  duration measured{};
  simrun::verdict verdict = verdict::invalid;
  bool broken = false;
  std::vector<std::string> invalid_reasons;
  std::vector<std::pair<std::string, double>> metrics;
  outcome_counts outcomes;
  std::optional<double> cost_per_million; ///< none without a price, or where nothing succeeded
};

struct sweep_result {
  std::string scenario_name;
  std::string scenario_file;
  std::vector<std::pair<std::string, std::vector<std::string>>> over; ///< the varied keys and their values
  std::optional<double> price_per_worker_hour;
  bool interrupted = false;
  std::vector<sweep_point> points; ///< in the order of the grid; of an interrupted sweep, those that were run
};

inline constexpr auto sweep_schema = "simrun.sweep/1";

/// A line for each point: its values, p95, success rate, utilisation, verdict, and the cost where there is a
/// price. Below it, why points are invalid, if some are.
std::string sweep_table(const sweep_result& sweep);

/// A header and a line for each point: the varied keys, the verdict, every metric that any point has, in its
/// own unit, and the cost where there is a price. Quoted as in RFC 4180.
std::string sweep_csv(const sweep_result& sweep);

/// One object, a line for each point, with all its metrics and outcomes.
std::string sweep_json(const sweep_result& sweep);

} // namespace simrun
