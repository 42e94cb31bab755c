#pragma once

#include "actors/run_setup.hpp"
#include "load/request_source.hpp"

namespace simrun {

/// Whom a generator tells what it did. They are never respawned in a run.
struct generator_audience {
  monitor_actor monitor;
  chaos_actor chaos;
  run_controller_actor controller;
  supervisor_actor supervisor{};
};

/// Issues the scenario's load and owns the outcome of every request. A successor goes on where its
/// predecessors had come to; what has been due by a schedule since is issued late: the users of a system do
/// not wait for its load generator. Those of a closed load do, for they ask one thing after the other.
load_generator_actor spawn_load_generator(const run_setup& setup, const generator_audience& audience,
                                          std::uint32_t incarnation,
                                          const std::vector<load_progress>& before);

} // namespace simrun
