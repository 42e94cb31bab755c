#pragma once

#include "monitor/run_result.hpp"

#include <string>

/// Results for services that keep a history of benchmarks.
namespace simrun {

/// For github-action-benchmark (https://github.com/benchmark-action/github-action-benchmark): a list of
/// {name, unit, value, extra}. The action judges all entries of a file alike, so there is one file for
/// `tool: customSmallerIsBetter` (latencies, shares of bad outcomes, resources) and one for
/// `tool: customBiggerIsBetter` (throughput, shares of good outcomes). Names are "scenario/metric".
std::string smaller_is_better_json(const run_result& r);
std::string bigger_is_better_json(const run_result& r);

/// Bencher Metric Format (https://bencher.dev/docs/reference/bencher-metric-format): one benchmark of the
/// scenario's name with a measure for each metric, in the metric's own unit, beside Bencher's built-in
/// measures: latency, the median in nanoseconds, and throughput, successful requests per second.
std::string bencher_json(const run_result& r);

} // namespace simrun
