#pragma once

#include "actors/run_setup.hpp"

namespace simrun {

/// Keeps features of windows for their time to live. A new incarnation is cold.
cache_actor spawn_cache(const run_setup& setup, const chaos_actor& chaos);

} // namespace simrun
