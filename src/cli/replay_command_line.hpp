#pragma once

#include "scenario/read_scenario.hpp"

#include <string>

namespace simrun {

/// The command line that repeats a run, for a shell: "simrun spike.toml --seed 42 --set 'cache.ttl=60s'".
/// Paths are as the user gave them. The seed is always there: that of the scenario may change.
std::string replay_command_line(const std::string& file, const scenario_overrides& overrides,
                                std::uint64_t seed);

} // namespace simrun
