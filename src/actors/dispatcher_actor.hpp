#pragma once

#include "actors/run_setup.hpp"

namespace simrun {

/// Routes requests by the rules of core/dispatcher.
dispatcher_actor spawn_dispatcher(const run_setup& setup, const monitor_actor& monitor,
                                  const chaos_actor& chaos, std::uint32_t incarnation);

} // namespace simrun
