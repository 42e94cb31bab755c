#pragma once

#include "core/result.hpp"
#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// Makes the folder where it is not there, and writes what a run leaves in it: result.json, then the reports,
/// each whole or not at all. The reports are made from the text of result.json, so that `simrun report` makes
/// the same ones of it at any time. The error names the path.
result<void> write_reports(const run_result& r, const std::string& folder);

} // namespace simrun
