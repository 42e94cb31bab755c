#pragma once

#include "actors/run_setup.hpp"

namespace simrun {

/// A trading environment and the agent that acts in it. At each step it asks the load generator for the
/// features of its symbols' windows and waits for what becomes of that. An episode that gets none at all is
/// given up, and the next one begins; a life that begins anew begins with a new episode.
environment_actor spawn_environment(const run_setup& setup, const monitor_actor& monitor,
                                    std::uint32_t environment, std::uint32_t incarnation);

} // namespace simrun
