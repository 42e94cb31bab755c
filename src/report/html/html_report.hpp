#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// A result as a page: one file that needs nothing else and no network. Verdict, tables and texts are there
/// without JavaScript; charts are drawn by the chart library inside from data inside.
std::string html_report(const run_result& result);

} // namespace simrun
