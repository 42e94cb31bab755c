#pragma once

#include "scenario/keys_seen.hpp"
#include "scenario/problem_log.hpp"
#include "scenario/scenario.hpp"

namespace simrun {

/// Reads where alerts are over, now that it is known of what, and says which of them could never be raised.
void settle_alerts(scenario& s, const keys_seen& seen, problem_log& log);

} // namespace simrun
