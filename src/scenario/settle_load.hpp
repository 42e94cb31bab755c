#pragma once

#include "scenario/keys_seen.hpp"
#include "scenario/scenario.hpp"

namespace simrun {

/// Fills in what follows from other keys: a ramp lasts as long as the run, a stage with one rate keeps it, a
/// number of requests has the time it may need, a requirement knows its group.
void settle_load(scenario& s, const keys_seen& seen);

} // namespace simrun
