#pragma once

#include "scenario/keys_seen.hpp"
#include "scenario/problem_log.hpp"
#include "scenario/scenario.hpp"

namespace simrun {

/// What no key can break alone: bursts that would overlap, a market shorter than a window, more real
/// threads than a machine bears, faults that would never fire or heal.
void check_together(const scenario& s, const keys_seen& seen, problem_log& log);

} // namespace simrun
