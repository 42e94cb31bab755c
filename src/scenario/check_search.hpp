#pragma once

#include "scenario/keys_seen.hpp"
#include "scenario/problem_log.hpp"
#include "scenario/scenario.hpp"

namespace simrun {

/// A search decides how long its runs are: what counts in time is held against the shortest.
void settle_search(scenario& s);

/// What [search] and the other tables must satisfy together: limits in order, a load that can be scaled, and
/// something to decide a rate by.
void check_search(const scenario& s, const keys_seen& seen, problem_log& log);

} // namespace simrun
