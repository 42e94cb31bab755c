#pragma once

#include "monitor/run_result.hpp"

#include <cstddef>
#include <string>

/// The parts of the console summary. Each is a text with a title line, or empty where there is nothing to
/// show.
namespace simrun::summary {

inline constexpr std::size_t width_max = 100;

/// What came out, why, and what to do about it.
std::string verdict_block(const run_result& result);
/// What a search found, its probes in the order they were run, and the saturation curve.
std::string search_block(const run_result& result);
/// The answer of a search in a sentence.
std::string search_answer(const search_record& search);
std::string requirements_block(const run_result& result);
/// What became of each metric since an earlier result.
std::string baseline_block(const run_result& result);
std::string alerts_block(const run_result& result);
std::string outcomes_block(const run_result& result);
/// Why requests failed.
std::string failures_block(const run_result& result);
/// Percentiles, overall and per outcome.
std::string latency_block(const run_result& result);
/// A line for each load group.
std::string groups_block(const run_result& result);
/// Steps of trading environments, and a line for each of the first of them.
std::string environments_block(const run_result& result);
/// Percentiles of two parts of the latency: before the request left, and inside an extractor.
std::string lag_and_service_block(const run_result& result);
std::string throughput_block(const run_result& result);
std::string resources_block(const run_result& result);
/// Who limited the run's processor time, and how much that held it up.
std::string cpu_limit_block(const run_result& result);
/// Growth of memory and drift of latency, in runs long enough to tell.
std::string stability_block(const run_result& result);
std::string faults_block(const run_result& result);

} // namespace simrun::summary
