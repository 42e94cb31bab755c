#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// A result for a pull request, in GitHub's Markdown, on about one screen: verdict and why, requirements,
/// outcomes, key latencies, faults, alerts, and how to replay. Names and texts are escaped: none of them
/// makes markup.
std::string markdown_summary(const run_result& r);

} // namespace simrun
