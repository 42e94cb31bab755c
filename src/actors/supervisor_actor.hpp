#pragma once

#include "actors/load_generator_actor.hpp"

namespace simrun {

/// Brings every component up, wires them to each other, and respawns what dies: after the delay of the
/// restart policy, or when the fault that killed it is over. Monitor, chaos and controller are not its.
supervisor_actor spawn_supervisor(const run_setup& setup, const generator_audience& audience);

} // namespace simrun
