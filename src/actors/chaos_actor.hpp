#pragma once

#include "actors/run_setup.hpp"

namespace simrun {

/// Has the faults of the plan done at their times, keeps the evidence, and tells the monitor when they fired
/// and healed.
chaos_actor spawn_chaos(const run_setup& setup, const monitor_actor& monitor,
                        const run_controller_actor& controller);

} // namespace simrun
