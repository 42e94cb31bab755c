#pragma once

#include "cli/cpu_limiter.hpp"
#include "scenario/scenario.hpp"

#include <functional>

namespace simrun {

/// Whether a run of the scenario needs a process of its own: limits are for the real clock.
bool is_limited(const scenario& s);

/// Calls `run` in a child process under the scenario's limits and returns its exit code; one that died is
/// exit_code::broken, and a message says of what. What `run` gets holds its workers to their processor time;
/// null where that is not limited. Call it before the first thread starts.
int run_limited(const scenario& s, const std::function<int(const cpu_limiter*)>& run);

} // namespace simrun
