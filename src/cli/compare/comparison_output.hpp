#pragma once

#include "cli/arguments.hpp"
#include "core/result.hpp"
#include "report/comparison/comparability.hpp"
#include "report/comparison/comparison.hpp"

#include <string>

namespace simrun {

/// Reads a result.json, or that of a folder.
result<run_result> read_result_at(const std::string& path);

/// What keeps two results from being compared, and how to do it all the same; in lines for a person.
std::string refusal_text(const comparability& conditions);

/// Prints the comparison, writes the files that are wanted, and gives the exit code.
int deliver(const build_comparison& c, const comparison_outputs& outputs);

} // namespace simrun
