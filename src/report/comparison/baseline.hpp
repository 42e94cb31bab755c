#pragma once

#include "report/comparison/comparison.hpp"

#include <string>

namespace simrun {

/// Compares a run with an earlier result and puts the outcome into it; a run that passed fails where a metric
/// is worse. `warnings` is what else differs.
void compare_with_baseline(run_result& now, const run_result& base, std::string file,
                           std::vector<std::string> warnings, const comparison_options& options = {});

/// Which run it was, in a line.
std::string description_of(const run_result& r, const std::string& file);

} // namespace simrun
