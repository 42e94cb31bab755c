#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace simrun {

/// How a metric's number is to be read, and which units a requirement's bound may have.
enum class metric_unit {
  milliseconds,
  per_second,
  share,  ///< of a whole: 0..1
  change, ///< against what was before: 0.1 is a tenth more, -0.1 a tenth less
  count,
  megabytes,
  megabytes_per_hour
};

/// One of the words of "that = ..." and of result.json's `metrics`.
struct metric_info {
  std::string_view name;
  metric_unit unit;
  std::string_view what; ///< one line, for `simrun list`
  /// Made from single requests, so that it can be asked of a load group or of a part of the run.
  bool of_requests = true;
};

/// All of them, in the order in which reports show them.
std::span<const metric_info> all_metrics() noexcept;

const metric_info* find_metric(std::string_view name) noexcept;

/// Whether a metric follows from when its requests were due, how they ended and after how long: then it can
/// be asked of any stretch of the run, by intended time.
bool follows_from_outcomes(std::string_view metric) noexcept;

/// The unit as results print it: "ms", "/s", "", "", "", "MB", "MB/h".
std::string_view symbol_of(metric_unit unit) noexcept;

/// The share of samples that may lie above a percentile: 0.05 for latency_p95. Nothing for what is none.
std::optional<double> tail_share_of(std::string_view metric) noexcept;

} // namespace simrun
