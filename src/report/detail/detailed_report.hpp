#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// All that a result holds for a person at a terminal: the summary's blocks, then every metric, percentiles
/// of every histogram out to p99.99, faults with what they did to the run, groups, the intervals one by one,
/// the environment, and how to replay. Tables are as wide as they need to be.
std::string detailed_report(const run_result& result);

} // namespace simrun
