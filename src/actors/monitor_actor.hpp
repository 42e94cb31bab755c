#pragma once

#include "actors/run_setup.hpp"

namespace simrun {

/// Keeps the books of the run: the newest snapshot of every incarnation, the interval series, the resources.
monitor_actor spawn_monitor(const run_setup& setup, const run_controller_actor& controller);

} // namespace simrun
