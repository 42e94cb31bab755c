#pragma once

#include "scenario/keys_seen.hpp"
#include "scenario/problem_log.hpp"
#include "scenario/scenario.hpp"

namespace simrun {

/// Makes the environments of a scenario its load.
void settle_environment(scenario& s, const keys_seen& seen);

/// What its keys must satisfy together.
void check_environment(const scenario& s, const keys_seen& seen, problem_log& log);

} // namespace simrun
