#pragma once

#include "scenario/config_value.hpp"
#include "scenario/problem_log.hpp"
#include "scenario/read_scenario.hpp"

namespace simrun {

/// Writes the overrides into a parsed file, as if it had said so itself, except that each part remembers
/// its flag. What a flag makes of the scenario is checked later, with everything else; here only the form
/// of the flag can be wrong.
void apply_overrides(const scenario_overrides& overrides, config_table& root, problem_log& log);

} // namespace simrun
