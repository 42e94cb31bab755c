#pragma once

#include "scenario/keys_seen.hpp"
#include "scenario/problem_log.hpp"
#include "scenario/scenario.hpp"

namespace simrun {

/// What the keys of a load must satisfy together: bursts that do not overlap, stages with one rate or two,
/// any load at all. Groups must have different names, and none of them may end the run.
void check_load(const scenario& s, const keys_seen& seen, problem_log& log);

} // namespace simrun
