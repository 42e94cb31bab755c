#include "monitor/run_metrics.hpp"

#include "core/metric.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>

namespace simrun {

namespace {

using metric_map = std::map<std::string, double, std::less<>>;

void put(metric_map& metrics, std::string name, std::optional<duration> d) {
  if (d)
    metrics.emplace(std::move(name), in_milliseconds(*d));
}

void put_percentiles(metric_map& metrics, const std::string& of, const latency_histogram& h) {
  put(metrics, of + "_p50", h.percentile(0.5));
  put(metrics, of + "_p90", h.percentile(0.9));
  put(metrics, of + "_p95", h.percentile(0.95));
  put(metrics, of + "_p99", h.percentile(0.99));
  put(metrics, of + "_p999", h.percentile(0.999));
  put(metrics, of + "_avg", h.mean());
  put(metrics, of + "_min", h.min());
  put(metrics, of + "_max", h.max());
}

void put_counts(metric_map& metrics, const run_counts& run) {
  const auto& counts = run.load.outcomes();
  const auto issued = static_cast<double>(counts.issued);
  const auto successful = static_cast<double>(counts.successful());
  metrics["requests_total"] = issued;
  metrics["requests_successful"] = successful;
  metrics["requests_failed"] = static_cast<double>(counts.ended() - counts.successful());
  const auto all = run.shares_of_ended ? static_cast<double>(counts.ended()) : issued;
  if (all == 0)
    return;
  const auto share_of = [&](outcome how) { return static_cast<double>(counts[how]) / all; };
  metrics["success_rate"] = successful / all;
  metrics["cache_hit_rate"] = share_of(outcome::cached);
  metrics["fallback_usage_rate"] = share_of(outcome::fallback);
  metrics["rejected_rate"] = share_of(outcome::rejected);
  metrics["timeout_rate"] = share_of(outcome::timed_out);
  metrics["error_rate"] = share_of(outcome::failed);
  metrics["resource_error_rate"] = static_cast<double>(run.load.resource_errors()) / all;
}

void put_rates(metric_map& metrics, const run_counts& run) {
  const double seconds = in_seconds(run.measured);
  if (seconds <= 0)
    return;
  metrics["throughput_rps"] = static_cast<double>(run.load.outcomes().successful()) / seconds;
  metrics["offered_rps"] = static_cast<double>(run.load.outcomes().issued) / seconds;
  if (run.breaker_not_closed)
    metrics["breaker_open_share"] = in_seconds(*run.breaker_not_closed) / seconds;
  metrics["concurrency_avg"] = in_seconds(run.load.open().area()) / seconds;
  if (run.workers_busy && run.workers > 0)
    metrics["worker_utilization"] = in_seconds(*run.workers_busy) / seconds / run.workers;
}

void put_steps(metric_map& metrics, const run_counts& run) {
  const auto& steps = run.load.step_latency();
  const double seconds = in_seconds(run.measured);
  if (steps.count() == 0 || seconds <= 0)
    return;
  put_percentiles(metrics, "step_latency", steps);
  put_percentiles(metrics, "extraction", run.load.extraction());
  metrics["extraction_share"] = in_seconds(run.load.extraction().sum()) / in_seconds(steps.sum());
  metrics["steps_total"] = static_cast<double>(steps.count());
  metrics["steps_per_second"] = static_cast<double>(steps.count()) / seconds;
  metrics["episodes_total"] = static_cast<double>(run.load.episodes());
  metrics["episodes_per_second"] = static_cast<double>(run.load.episodes()) / seconds;
}

template <class Field>
void put_max(metric_map& metrics, std::string name, std::span<const interval> intervals, Field field) {
  std::optional<double> largest;
  for (const auto& row : intervals)
    if (const auto value = std::invoke(field, row))
      largest = std::max(largest.value_or(0), static_cast<double>(*value));
  if (largest)
    metrics.emplace(std::move(name), *largest);
}

void put_series(metric_map& metrics, const run_counts& run) {
  const auto depth = [](std::uint64_t queue_depths::*which) {
    return [which](const interval& row) {
      return row.depths ? std::optional((*row.depths).*which) : std::nullopt;
    };
  };
  put_max(metrics, "heap_mb_max", run.intervals, &interval::heap_mb);
  put_max(metrics, "open_descriptors_max", run.intervals, &interval::open_descriptors);
  put_max(metrics, "threads_max", run.intervals, &interval::threads);
  put_max(metrics, "queue_depth_max", run.intervals, depth(&queue_depths::requests));
  put_max(metrics, "mailbox_depth_max", run.intervals, depth(&queue_depths::mailbox));
  const auto& trends = run.trends;
  if (trends.memory_mb_per_hour)
    metrics["memory_growth_mb_per_hour"] = trends.memory_mb_per_hour->slope;
  if (trends.latency_p50.drift)
    metrics["latency_p50_drift"] = *trends.latency_p50.drift;
  if (trends.latency_p95.drift)
    metrics["latency_p95_drift"] = *trends.latency_p95.drift;
}

} // namespace

std::vector<std::pair<std::string, double>> run_metrics(const run_counts& run) {
  metric_map measured;
  put_percentiles(measured, "latency", run.load.latency());
  put_percentiles(measured, "issue_lag", run.load.issue_lag());
  put_percentiles(measured, "service", run.load.service());
  put_steps(measured, run);
  put(measured, "cold_start_ms", run.cold_start);
  put_counts(measured, run);
  put_rates(measured, run);
  put_series(measured, run);
  put(measured, "recovery_time_max", run.recovery_max);
  if (run.availability)
    measured["availability"] = *run.availability;
  if (run.retries)
    measured["retries_total"] = static_cast<double>(*run.retries);
  if (run.late_results)
    measured["late_results_total"] = static_cast<double>(*run.late_results);
  if (run.attempt_timeouts)
    measured["attempt_timeouts_total"] = static_cast<double>(*run.attempt_timeouts);
  if (run.live_updates_lost)
    measured["live_updates_lost"] = static_cast<double>(*run.live_updates_lost);
  if (run.resources) {
    measured["cpu_utilization"] = run.resources->cpu_utilization;
    measured["memory_usage_mb"] = run.resources->memory_mb_max;
  }

  std::vector<std::pair<std::string, double>> metrics;
  for (const auto& info : all_metrics())
    if (const auto found = measured.find(info.name); found != measured.end())
      metrics.emplace_back(*found);
  return metrics;
}

std::optional<double> latency_metric(std::string_view metric, const latency_histogram& samples) {
  metric_map all;
  put_percentiles(all, "latency", samples);
  const auto found = all.find(metric);
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::pair<std::string, latency_histogram>> run_histograms(const load_statistics& load) {
  std::vector<std::pair<std::string, latency_histogram>> held;
  const auto keep = [&](std::string name, latency_histogram h) {
    if (h.count() > 0)
      held.emplace_back(std::move(name), std::move(h));
  };
  keep("latency", load.latency());
  for (const auto how : all_outcomes)
    keep("latency{outcome=" + std::string(name_of(how)) + "}", load.latency(how));
  keep("issue_lag", load.issue_lag());
  keep("service", load.service());
  keep("step_latency", load.step_latency());
  keep("extraction", load.extraction());
  return held;
}

} // namespace simrun
