#pragma once

#include "core/result.hpp"
#include "monitor/run_result.hpp"
#include "scenario/read_scenario.hpp"

#include <cstdint>
#include <string>

namespace simrun {

/// What two builds run alike.
struct build_order {
  std::string file;
  scenario_overrides overrides;
  std::uint64_t seed = 1;
  std::string folder; ///< where the run leaves its result
};

/// Runs a scenario by another simrun, in a process of its own that prints problems alone, and reads what it
/// left. The error names the program: it can't be started, it refused the scenario, or its run broke.
result<run_result> run_build(const std::string& program, const build_order& order);

} // namespace simrun
