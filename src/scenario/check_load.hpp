#pragma once

#include "scenario/keys_seen.hpp"
#include "scenario/problem_log.hpp"
#include "scenario/scenario.hpp"

namespace simrun {

/// Fills in what follows from other keys: a ramp lasts as long as the run, a stage with one rate keeps it.
void settle_load(scenario& s, const keys_seen& seen);

/// What the keys of [load] must satisfy together: bursts that do not overlap, stages with one rate or two,
/// any load at all.
void check_load(const scenario& s, const keys_seen& seen, problem_log& log);

} // namespace simrun
