#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// A result for a person at a terminal: the verdict and why, then tables. At most 100 columns as long as no
/// name is longer, no colours, a line break at the end.
std::string console_summary(const run_result& result);

} // namespace simrun
