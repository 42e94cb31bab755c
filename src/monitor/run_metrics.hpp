#pragma once

#include "core/time.hpp"
#include "monitor/load_statistics.hpp"
#include "monitor/run_result.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

/// What this process used over the measured part.
struct resource_totals {
  double cpu_utilization = 0;
  double memory_mb_max = 0;
};

/// What metrics are made from.
struct run_counts {
  const load_statistics& load;
  duration measured{};                                     ///< length of the measured part
  std::optional<resource_totals> resources = std::nullopt; ///< none on the virtual clock
  std::uint32_t workers = 0;
  std::optional<duration> workers_busy = std::nullopt; ///< summed over workers, in the measured part
  std::optional<std::uint64_t> retries = std::nullopt;
  std::optional<std::uint64_t> late_results = std::nullopt;
  std::optional<duration> cold_start = std::nullopt; ///< the longest of all extractors
  std::span<const interval> intervals{};
  run_trends trends{};
  std::optional<double> availability = std::nullopt;
  std::optional<duration> recovery_max = std::nullopt; ///< the longest of all faults
  /// Of a part of a run: a request that is still open at its end is no failure yet.
  bool shares_of_ended = false;
  std::optional<std::uint64_t> attempt_timeouts = std::nullopt;
  std::optional<std::uint64_t> live_updates_lost = std::nullopt;
  std::optional<duration> breaker_not_closed = std::nullopt; ///< in the measured part
};

/// The metrics of a run in the order of all_metrics(). What was not measured is left out: a percentile of
/// nothing, a share of no requests, the use of a machine on the virtual clock.
std::vector<std::pair<std::string, double>> run_metrics(const run_counts& run);

/// A metric such as latency_p95 of any histogram: a percentile, mean or extreme in milliseconds. Nothing
/// where there is none, or the metric is none of these.
std::optional<double> latency_metric(std::string_view metric, const latency_histogram& samples);

/// The histograms of a run that hold something: "latency", "latency{outcome=cached}", "issue_lag",
/// "service".
std::vector<std::pair<std::string, latency_histogram>> run_histograms(const load_statistics& load);

} // namespace simrun
