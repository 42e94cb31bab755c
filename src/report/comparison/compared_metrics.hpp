#pragma once

#include "core/metric.hpp"

#include <span>
#include <string_view>

namespace simrun {

/// How a comparison treats a metric.
struct compared_metric {
  std::string_view name;
  bool less_is_better = true;
  bool of_one_run = true; ///< judged between two runs; else only between pairs of runs
  bool if_enough = false; ///< not judged where there are too few requests; of others that is worth a word
};

/// Those that are judged, in the order to show them.
std::span<const compared_metric> judged_metrics() noexcept;

/// Those that are shown beside them, to explain a change.
std::span<const std::string_view> shown_metrics() noexcept;

/// A share of the requests may be zero: it is compared by the difference, all else by the ratio.
bool is_share_of_requests(std::string_view metric) noexcept;

/// The scale on which changes of a metric add up: the logarithm of a ratio, and of a share of requests the
/// difference.
double scaled_change(std::string_view metric, double base, double now) noexcept;
/// Back from it to what a person reads: a share of the base, and of a share the difference.
double change_of(std::string_view metric, double scaled) noexcept;

/// The smallest change of a metric that counts; of a share of requests a tenth of it, 0.5 points for 5 %.
double smallest_change(std::string_view metric, double minimum_effect) noexcept;

} // namespace simrun
