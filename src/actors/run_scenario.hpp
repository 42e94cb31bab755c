#pragma once

#include "actors/run_inputs.hpp"
#include "monitor/run_result.hpp"
#include "scenario/scenario.hpp"

#include <atomic>
#include <string>

namespace simrun {

/// Runs a checked scenario on its clock and says what came of it. When `interrupted` turns true the load
/// ends, the open requests end, and the result says so. The environment and the start time are the caller's
/// to add.
run_result run_scenario(const scenario& s, const run_inputs& inputs, const std::atomic<bool>& interrupted);

/// "0.17.6": the actor framework, for the environment of a result.
std::string actor_framework_version();

} // namespace simrun
