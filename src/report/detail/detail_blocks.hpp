#pragma once

#include "monitor/run_result.hpp"

#include <string>

/// The parts of the detailed report that the summary has not, or has shorter. Each is a text with a title
/// line, or empty where there is nothing to show.
namespace simrun::detail {

/// Every metric with what it is.
std::string metrics_block(const run_result& result);
/// Every histogram from its least to its largest.
std::string percentiles_block(const run_result& result);
/// Every metric of every load group.
std::string groups_block(const run_result& result);
/// How the system did under each fault.
std::string degradation_block(const run_result& result);
std::string breaker_block(const run_result& result);
/// A line for each interval.
std::string intervals_block(const run_result& result);
std::string environment_block(const run_result& result);
std::string replay_block(const run_result& result);

} // namespace simrun::detail
