#pragma once

#include "scenario/read_scenario.hpp"

#include <CLI/CLI.hpp>

namespace simrun {

/// An option that may be given several times, each with one value.
CLI::Option* add_repeatable(CLI::App& app, const std::string& flag, std::vector<std::string>& into,
                            const std::string& what);

/// The flags that change a scenario for one command, but for its clock.
void add_override_options(CLI::App& app, scenario_overrides& overrides);

} // namespace simrun
