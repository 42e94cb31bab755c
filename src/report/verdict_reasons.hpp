#pragma once

#include "monitor/run_result.hpp"

#include <string>
#include <vector>

namespace simrun {

/// Why the verdict is what it is, a sentence each: what makes the run invalid, what does not hold, or which
/// requirement came closest to not holding.
std::vector<std::string> verdict_reasons(const run_result& result);

} // namespace simrun
