#include "core/metric.hpp"

#include <algorithm>
#include <array>

namespace simrun {

namespace {

using enum metric_unit;

constexpr std::array metrics{
    metric_info{"latency_p50", milliseconds, "median latency, from the intended time to the outcome"},
    metric_info{"latency_p90", milliseconds, "90th percentile of latency"},
    metric_info{"latency_p95", milliseconds, "95th percentile of latency"},
    metric_info{"latency_p99", milliseconds, "99th percentile of latency"},
    metric_info{"latency_p999", milliseconds, "99.9th percentile of latency"},
    metric_info{"latency_avg", milliseconds, "mean latency"},
    metric_info{"latency_min", milliseconds, "smallest latency"},
    metric_info{"latency_max", milliseconds, "largest latency"},
    metric_info{"latency_p50_drift", change,
                "median latency in the last third of the measured part against that in the first", false},
    metric_info{"latency_p95_drift", change,
                "95th percentile of latency in the last third of the measured part against that in the first",
                false},
    metric_info{"requests_total", count, "requests issued in the measured part"},
    metric_info{"requests_successful", count, "requests extracted, cached or answered by the fallback"},
    metric_info{"requests_failed", count, "requests rejected, timed out or failed"},
    metric_info{"success_rate", share, "share of requests that succeeded"},
    metric_info{"throughput_rps", per_second, "successful requests per second of the measured part"},
    metric_info{"offered_rps", per_second, "requests issued per second of the measured part"},
    metric_info{"concurrency_avg", count, "requests open at once, on average over the measured part"},
    metric_info{"cpu_utilization", share, "processor time used, as a share of the machine (0..1)", false},
    metric_info{"memory_usage_mb", megabytes, "largest resident memory of the process", false},
    metric_info{
        "memory_growth_mb_per_hour", megabytes_per_hour,
        "trend of resident memory over the measured part; fails a requirement only with 99 % confidence",
        false},
    metric_info{"heap_mb_max", megabytes, "most heap in use at the end of an interval", false},
    metric_info{"open_descriptors_max", count, "most open file descriptors at the end of an interval", false},
    metric_info{"threads_max", count, "most threads of the process at the end of an interval", false},
    metric_info{"queue_depth_max", count,
                "most requests that waited for an extractor or the fallback at once", false},
    metric_info{"mailbox_depth_max", count,
                "most messages that waited for the dispatcher at the end of an interval", false},
    metric_info{"cache_hit_rate", share, "share of requests answered from the cache"},
    metric_info{"fallback_usage_rate", share, "share of requests answered by the fallback"},
    metric_info{"rejected_rate", share, "share of requests shed by admission control"},
    metric_info{"timeout_rate", share, "share of requests that ended by their deadline"},
    metric_info{"error_rate", share, "share of requests that failed"},
    metric_info{"resource_error_rate", share, "share of requests that failed for want of memory or threads"},
    metric_info{"issue_lag_p50", milliseconds, "median of actual send minus intended time"},
    metric_info{"issue_lag_p99", milliseconds, "99th percentile of issue lag"},
    metric_info{"issue_lag_max", milliseconds, "largest issue lag"},
    metric_info{"service_p50", milliseconds, "median time inside an extractor"},
    metric_info{"service_p95", milliseconds, "95th percentile of time inside an extractor"},
    metric_info{"service_p99", milliseconds, "99th percentile of time inside an extractor"},
    metric_info{"step_latency_p50", milliseconds,
                "median time of an environment's step, from its action to its observation"},
    metric_info{"step_latency_p95", milliseconds, "95th percentile of the time of a step"},
    metric_info{"step_latency_p99", milliseconds, "99th percentile of the time of a step"},
    metric_info{"step_latency_max", milliseconds, "longest step"},
    metric_info{"extraction_p50", milliseconds,
                "median time that a step waited for the features of all of its symbols"},
    metric_info{"extraction_p95", milliseconds,
                "95th percentile of the time that a step waited for features"},
    metric_info{"extraction_p99", milliseconds,
                "99th percentile of the time that a step waited for features"},
    metric_info{"extraction_max", milliseconds, "longest time that a step waited for features"},
    metric_info{"extraction_share", share, "share of the steps' time that they waited for features"},
    metric_info{"steps_total", count, "steps that environments took"},
    metric_info{"steps_per_second", per_second, "steps per second of the measured part"},
    metric_info{"episodes_total", count, "episodes that ended"},
    metric_info{"episodes_per_second", per_second, "episodes that ended per second of the measured part"},
    metric_info{"cold_start_ms", milliseconds,
                "longest start of an extractor: from nothing (weights in their file) to its first features",
                false},
    metric_info{"retries_total", count, "attempts made again because a worker died or was late", false},
    metric_info{"attempt_timeouts_total", count,
                "attempts that an extractor or the fallback did not answer in time", false},
    metric_info{"late_results_total", count, "results that came after their request had ended or moved on",
                false},
    metric_info{"breaker_open_share", share,
                "share of the measured part in which the circuit breaker was open or half-open", false},
    metric_info{"worker_utilization", share, "share of the extractors' time spent extracting", false},
    metric_info{
        "availability", share,
        "share of the seconds, of those in which requests were due, in which the critical requirements "
        "held",
        false},
    metric_info{
        "recovery_time_max", milliseconds,
        "longest time from the healing of a fault until the critical requirements held again; fails if "
        "they never did",
        false},
    metric_info{"live_updates_lost", count,
                "updates for a live view that a monitor was too slow for; where a fault slows it", false},
    metric_info{"max_throughput_rps", per_second,
                "highest rate at which the requirements hold, as a [search] found it", false},
};

} // namespace

std::span<const metric_info> all_metrics() noexcept {
  return metrics;
}

const metric_info* find_metric(std::string_view name) noexcept {
  const auto found = std::ranges::find(metrics, name, &metric_info::name);
  return found == metrics.end() ? nullptr : &*found;
}

bool follows_from_outcomes(std::string_view metric) noexcept {
  const auto* info = find_metric(metric);
  return info && info->of_requests && !metric.starts_with("issue_lag_") && !metric.starts_with("service_") &&
         !metric.starts_with("step") && !metric.starts_with("extraction_") &&
         !metric.starts_with("episodes_") && metric != "concurrency_avg" && metric != "resource_error_rate";
}

std::string_view symbol_of(metric_unit unit) noexcept {
  switch (unit) {
  case milliseconds:
    return "ms";
  case per_second:
    return "/s";
  case megabytes:
    return "MB";
  case megabytes_per_hour:
    return "MB/h";
  case share:
  case change:
  case count:
    break;
  }
  return "";
}

std::optional<double> tail_share_of(std::string_view metric) noexcept {
  if (metric.ends_with("_p50"))
    return 0.5;
  if (metric.ends_with("_p90"))
    return 0.1;
  if (metric.ends_with("_p95"))
    return 0.05;
  if (metric.ends_with("_p99"))
    return 0.01;
  if (metric.ends_with("_p999"))
    return 0.001;
  return std::nullopt;
}

} // namespace simrun
