#pragma once

#include "monitor/run_result.hpp"

#include <string>

/// The parts of the page, from the top to the bottom. Each is empty where there is nothing to show.
namespace simrun::html {

/// What came out, why, and the numbers asked for most.
std::string verdict_header(const run_result& result);
std::string requirement_section(const run_result& result);
/// What became of each metric since an earlier result.
std::string baseline_section(const run_result& result);
std::string alert_section(const run_result& result);
/// What a search found, its probes and the saturation curve.
std::string search_section(const run_result& result);
std::string latency_section(const run_result& result);
/// Rates, outcomes, reasons of failures, load groups.
std::string request_section(const run_result& result);
/// A line for each trading environment.
std::string trading_section(const run_result& result);
/// Faults, and what the circuit breaker did.
std::string fault_section(const run_result& result);
std::string resource_section(const run_result& result);
/// How to run it again.
std::string replay_section(const run_result& result);
std::string environment_section(const run_result& result);
std::string metric_section(const run_result& result);

} // namespace simrun::html
