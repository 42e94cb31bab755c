#include "monitor/run_metrics.hpp"

#include "core/metric.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

load_statistics ten_requests() {
  load_statistics load;
  for (int i = 0; i < 10; ++i)
    load.issued(false, 1ms);
  load.opened(run_start + 500ms);
  load.closed(run_start + 1500ms);
  for (int i = 0; i < 5; ++i)
    load.ended(false, outcome::extracted, 4ms, 2ms);
  load.ended(false, outcome::cached, 1ms);
  load.ended(false, outcome::fallback, 8ms);
  load.ended(false, outcome::rejected, 1us);
  load.ended(false, outcome::timed_out, 500ms);
  load.ended(false, outcome::failed, 6ms, std::nullopt, true);
  return load;
}

std::optional<double> value(const std::vector<std::pair<std::string, double>>& metrics,
                            std::string_view name) {
  const auto found =
      std::ranges::find(metrics, name, [](const auto& m) { return std::string_view(m.first); });
  return found == metrics.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

TEST_SUITE_BEGIN("monitor/run_metrics");

TEST_CASE("every metric there is has a source, and comes in its order") {
  auto load = ten_requests();
  load.stepped(false, 10ms, 9ms, false);
  load.stepped(false, 30ms, 21ms, true);
  load.stepped(true, 1s, 1s, true); // in the warm-up
  std::vector<interval> rows(10);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].start = run_start + i * 1s;
    rows[i].width = 1s;
    rows[i].memory_mb = 100.0 + static_cast<double>(i) / 3600;
    rows[i].heap_mb = 20.0 + static_cast<double>(i);
    rows[i].open_descriptors = 5 + i;
    rows[i].threads = 15 - i;
    rows[i].depths = queue_depths{i, 2};
    rows[i].latency_p50_ms = 4;
    rows[i].latency_p95_ms = i < 5 ? 4 : 5;
  }
  run_counts counts{load, 2s, resource_totals{0.5, 100}, 2, 1s, 3, 4, 50ms};
  counts.intervals = rows;
  counts.trends = trends_of(rows, 10s);
  counts.availability = 0.9;
  counts.recovery_max = 1300ms;
  counts.attempt_timeouts = 5;
  counts.breaker_not_closed = 500ms;
  counts.live_updates_lost = 6;
  const auto metrics = run_metrics(counts);
  CHECK(value(metrics, "step_latency_max") == 30.0);
  CHECK(value(metrics, "extraction_max") == 21.0);
  CHECK(value(metrics, "extraction_share") == 0.75);
  CHECK(value(metrics, "steps_per_second") == 1.0);
  CHECK(value(metrics, "episodes_per_second") == 0.5);
  CHECK(value(metrics, "live_updates_lost") == 6.0);
  CHECK(value(metrics, "heap_mb_max") == 29.0);
  CHECK(value(metrics, "open_descriptors_max") == 14.0);
  CHECK(value(metrics, "threads_max") == 15.0);
  CHECK(value(metrics, "queue_depth_max") == 9.0);
  CHECK(value(metrics, "mailbox_depth_max") == 2.0);
  CHECK(value(metrics, "attempt_timeouts_total") == 5.0);
  CHECK(value(metrics, "breaker_open_share") == 0.25);
  CHECK(value(metrics, "latency_p50_drift") == 0.0);
  CHECK(value(metrics, "availability") == 0.9);
  CHECK(value(metrics, "recovery_time_max") == 1300.0);
  CHECK(value(metrics, "latency_p95_drift") == 0.25);
  CHECK(value(metrics, "memory_growth_mb_per_hour") == doctest::Approx(1));
  // The last one is what a search finds, in many runs.
  CHECK(all_metrics().back().name == "max_throughput_rps");
  REQUIRE(metrics.size() == all_metrics().size() - 1);
  for (std::size_t i = 0; i < metrics.size(); ++i)
    CHECK(metrics[i].first == all_metrics()[i].name);
}

TEST_CASE("metrics say what their line in the list says") {
  const auto load = ten_requests();
  const auto metrics = run_metrics({load, 2s, resource_totals{0.5, 100}, 2, 1s});
  CHECK(*value(metrics, "latency_p50") == doctest::Approx(4).epsilon(0.01));
  CHECK(value(metrics, "latency_min") == 1.0);
  CHECK(value(metrics, "latency_max") == 500.0);
  CHECK(value(metrics, "requests_total") == 10.0);
  CHECK(value(metrics, "requests_successful") == 7.0);
  CHECK(value(metrics, "requests_failed") == 3.0);
  CHECK(value(metrics, "success_rate") == 0.7);
  CHECK(value(metrics, "throughput_rps") == 3.5);
  CHECK(value(metrics, "offered_rps") == 5.0);
  CHECK(value(metrics, "concurrency_avg") == 0.5);
  CHECK(value(metrics, "cache_hit_rate") == 0.1);
  CHECK(value(metrics, "fallback_usage_rate") == 0.1);
  CHECK(value(metrics, "rejected_rate") == 0.1);
  CHECK(value(metrics, "timeout_rate") == 0.1);
  CHECK(value(metrics, "error_rate") == 0.1);
  CHECK(value(metrics, "resource_error_rate") == 0.1);
  CHECK(value(metrics, "issue_lag_max") == 1.0);
  CHECK(*value(metrics, "service_p95") == doctest::Approx(2).epsilon(0.01));
  CHECK(value(metrics, "cpu_utilization") == 0.5);
  CHECK(value(metrics, "memory_usage_mb") == 100.0);
  CHECK(value(metrics, "worker_utilization") == 0.25);
  CHECK_FALSE(value(metrics, "cold_start_ms"));
  CHECK(value(run_metrics({.load = load, .cold_start = 50ms}), "cold_start_ms") == 50.0);
}

TEST_CASE("what was not measured is left out, not zero") {
  const load_statistics nothing;
  const auto metrics = run_metrics({.load = nothing, .measured = 2s});
  CHECK(value(metrics, "requests_total") == 0.0);
  CHECK(value(metrics, "throughput_rps") == 0.0);
  CHECK_FALSE(value(metrics, "latency_p95"));
  CHECK_FALSE(value(metrics, "latency_avg"));
  CHECK_FALSE(value(metrics, "success_rate"));
  CHECK_FALSE(value(metrics, "cpu_utilization"));
  CHECK_FALSE(value(metrics, "worker_utilization"));
  CHECK_FALSE(value(run_metrics({.load = nothing, .measured = 0s}), "offered_rps"));
}

TEST_CASE("a run leaves the histograms that hold something") {
  std::vector<std::string> names;
  for (const auto& [name, histogram] : run_histograms(ten_requests()))
    names.push_back(name);
  CHECK(names == std::vector<std::string>{"latency", "latency{outcome=extracted}", "latency{outcome=cached}",
                                          "latency{outcome=fallback}", "latency{outcome=rejected}",
                                          "latency{outcome=timed_out}", "latency{outcome=failed}",
                                          "issue_lag", "service"});
  CHECK(run_histograms(load_statistics()).empty());
}

TEST_SUITE_END();
