#pragma once

#include "actors/instance_table.hpp"
#include "actors/load_generator_actor.hpp"

namespace simrun {

/// Gives an instance a life. Throws std::exception where the system has no thread or memory for it.
caf::actor spawn_instance(const run_setup& setup, const generator_audience& audience, std::size_t index,
                          instance& i);

/// Extractors and the fallback say themselves when they are ready; the others are at once.
bool announces_itself(const instance& i);

} // namespace simrun
