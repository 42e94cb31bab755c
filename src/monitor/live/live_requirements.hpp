#pragma once

#include "monitor/fault_watch.hpp"
#include "monitor/live/live_state.hpp"
#include "monitor/load_counts.hpp"
#include "monitor/run_metrics.hpp"
#include "monitor/window_watch.hpp"

#include <span>
#include <vector>

namespace simrun {

/// How each requirement stands by what was counted so far; the rule is the verdict's. What needs the whole
/// run (a trend, a recovery) has no value yet. `counts` are of all requests.
std::vector<live_requirement> live_requirements(std::span<const requirement> rules,
                                                const load_counts& counted, run_counts counts,
                                                std::span<const window_record> windows,
                                                const fault_watch& faults);

} // namespace simrun
