#pragma once

#include "actors/run_setup.hpp"

namespace simrun {

/// Has the faults of the plan done at their times, and keeps the evidence.
chaos_actor spawn_chaos(const run_setup& setup, const run_controller_actor& controller);

} // namespace simrun
