#pragma once

#include "actors/run_inputs.hpp"
#include "scenario/read_scenario.hpp"

#include <optional>
#include <string>

namespace simrun {

/// A scenario and what it reads: everything that can be wrong before a run has been looked at.
struct runnable {
  simrun::scenario scenario;
  run_inputs inputs;
};

/// Nothing where there are problems; they have been printed to stderr.
std::optional<runnable> read_runnable(const std::string& file, const scenario_overrides& overrides);

} // namespace simrun
