#pragma once

#include "monitor/interval_series.hpp"
#include "monitor/run_metrics.hpp"
#include "monitor/verdict.hpp"

namespace simrun::test {

inline requirement that(std::string_view text, severity level = severity::critical) {
  auto r = parse_requirement(text).value();
  r.severity = level;
  return r;
}

/// 10,000 requests over 20 s: most extracted, some of each other kind.
inline load_statistics made_up_load() {
  using namespace std::chrono_literals;
  load_statistics load;
  for (int i = 0; i < 500; ++i) {
    load.issued(true, 0ns);
    load.ended(true, outcome::extracted, 3ms);
  }
  const auto end = [&](int requests, outcome how, duration latency, duration step,
                       std::optional<duration> service) {
    for (int i = 0; i < requests; ++i) {
      load.issued(false, 2us);
      load.ended(false, how, latency + i * step, service);
    }
  };
  end(8000, outcome::extracted, 2ms, 10us, 2ms);
  end(1500, outcome::cached, 20us, 0ns, std::nullopt);
  end(400, outcome::fallback, 150us, 0ns, std::nullopt);
  end(60, outcome::rejected, 4us, 0ns, std::nullopt);
  end(40, outcome::timed_out, 500ms, 0ns, std::nullopt);
  return load;
}

inline fault_record made_up_fault() {
  using namespace std::chrono_literals;
  return {.text = "kill extractor at 5s for 2s",
          .kind = "kill",
          .target = "extractor",
          .planned_at = run_start + 5s,
          .planned_heal_at = run_start + 7s,
          .fired_at = run_start + 5001ms,
          .healed_at = run_start + 7250ms,
          .hit = {"extractor[0]#1", "extractor[1]#1"},
          .requests_affected = 12,
          .degradation = degradation{.requests = 225,
                                     .success_rate = 0.96,
                                     .fallback_usage_rate = 0.9,
                                     .throughput_rps = 96,
                                     .latency_p95_ms = 12.5,
                                     .latency_p95_ms_peak = 250},
          .recovery = 300ms};
}

/// A run as the real clock gives it, judged by these requirements.
inline run_result made_up_result(const std::vector<requirement>& requirements,
                                 const std::vector<std::string>& unproven_faults = {}) {
  using namespace std::chrono_literals;
  const auto load = made_up_load();
  run_result r;
  r.scenario_name = "spike";
  r.scenario_file = "scenarios/spike.toml";
  r.clock = "real";
  r.seed = 42;
  r.measured = 20s;
  r.environment = {{"simrun", "0.1.0"}, {"cores", "2"}};
  r.started_at = "2026-01-02T03:04:05Z";
  r.metrics = run_metrics({load, r.measured, resource_totals{0.4567, 412.3}, 2, 8s});
  r.outcomes = load.outcomes();
  r.warmup_outcomes = load.warmup_outcomes();
  r.histograms = run_histograms(load);
  interval_series series(r.measured);
  series.close(run_start + 1s, load, resource_use{0.5, 400});
  series.close(run_start + 2s, load);
  r.intervals = series.rows();
  r.latencies = series.spread();
  r.faults = {made_up_fault()};

  auto judged = judge({requirements, r.metrics, load, true, 10'000, unproven_faults});
  r.verdict = judged.verdict;
  r.invalid_reasons = judged.invalid_reasons;
  r.requirements = judged.requirements;
  r.alerts = judged.alerts;
  return r;
}

} // namespace simrun::test
