#pragma once

#include "report/trend/history.hpp"

#include <string>
#include <vector>

namespace simrun {

// What all forms of a history say the same.

/// "REGRESSION: latency_p50, latency_p95 of the newest run, run-12/result.json", or that there is none.
std::string headline_of(const history& h);

/// Each change of level, then what stands out in the newest run: a sentence each.
std::vector<std::string> changes_in(const history& h);

} // namespace simrun
