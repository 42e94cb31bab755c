#pragma once

#include "monitor/metric_change.hpp"
#include "monitor/statistics/signed_rank.hpp"
#include "monitor/statistics/student_estimate.hpp"
#include "report/comparison/comparison.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace simrun {

/// A change of a metric with what there is to judge it by, on the scale of scaled_change().
struct measured_change {
  metric_change change; ///< its numbers; or why it can't be told
  bool less_is_better = true;
  std::optional<std::variant<student_estimate, signed_rank>> test{};
};

/// Gives each its interval and its verdict:
///   no difference   the interval lies within the minimum effect
///   worse, better   the change is at least that, and its test stands Holm's correction for all tests
///   together can't tell      all else
std::vector<metric_change> judge_changes(std::vector<measured_change> measured,
                                         const comparison_options& options);

} // namespace simrun
