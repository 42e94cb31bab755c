#pragma once

#include "monitor/metric_change.hpp"

#include <string>
#include <vector>

namespace simrun::html {

/// What became of each metric, with pictures of the intervals, and those that are not judged in a table of
/// their own.
std::string change_tables(const std::vector<metric_change>& changes, double minimum_effect);

/// "<ul>" of sentences; empty where there are none.
std::string list_of(const std::vector<std::string>& sentences);

} // namespace simrun::html
