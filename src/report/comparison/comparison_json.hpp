#pragma once

#include "report/comparison/comparison.hpp"
#include "report/result/json_parts.hpp"

#include <vector>

namespace simrun {

inline constexpr auto comparison_schema = "simrun.comparison/1";

/// An object for each metric, by its name.
json_parts::json changes_json(const std::vector<metric_change>& changes);

} // namespace simrun
