#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// The histograms of a run as an HdrHistogram log, version 1.2, in nanoseconds, for its HistogramLogProcessor
/// and plotters. A run keeps one histogram of each kind, so each is one interval as long as the run: all
/// latencies without a tag, the others under one, such as Tag=extracted, Tag=issue_lag or Tag=group:cold.
std::string hdr_log(const run_result& r);

} // namespace simrun
