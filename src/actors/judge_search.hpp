#pragma once

#include "monitor/run_result.hpp"
#include "planning/rate_search.hpp"
#include "scenario/scenario.hpp"

namespace simrun {

/// A requirement on what the search finds, not on a run.
bool is_of_the_search(const requirement& rule);

/// What a run says about its rate. One whose load generator was late, whose components died by themselves, or
/// that lost processor time to others says nothing.
probe_outcome outcome_of(const run_result& run, bool stolen);

search_probe describe_probe(const rate_probe& probe, const run_result& run, probe_outcome outcome,
                            double stolen);

/// Puts down what the search has found and why it is over.
void conclude(search_record& record, const rate_search& search, const scenario& s);

/// Makes the result of a search from that of a probe: `shown`, at the highest rate that held. Passed where a
/// rate held and the requirements on max_throughput_rps do; invalid where nothing could be decided.
run_result judge_search(const scenario& s, run_result shown, search_record record);

} // namespace simrun
