#pragma once

#include "core/random.hpp"
#include "monitor/interval_series.hpp"
#include "monitor/run_metrics.hpp"

#include <cmath>

namespace simrun::test {

/// What a made-up run is like: latencies at random around a median, as many a second.
struct made_up_load {
  std::uint64_t seed = 1;
  double median_ms = 10;
  int seconds = 60;
  int requests_per_s = 100;
  double failed_share = 0;
  double slow_seconds = 1; ///< by so much is every other stretch of ten seconds slower
};

inline run_result made_up_run(const made_up_load& load) {
  using namespace std::chrono_literals;
  random_stream random(load.seed, "made up");
  load_statistics counted;
  run_result r;
  r.scenario_name = "steady";
  r.scenario_file = "steady.toml";
  r.clock = "virtual";
  r.seed = load.seed;
  r.measured = load.seconds * 1s;
  r.environment = {{"simrun", "0.1.0"}};
  r.verdict = verdict::passed;
  interval_series series(r.measured);
  for (int second = 1; second <= load.seconds; ++second) {
    for (int i = 0; i < load.requests_per_s; ++i) {
      counted.issued(false, 0ns);
      const auto how = random.uniform() < load.failed_share ? outcome::failed : outcome::extracted;
      const double ms = load.median_ms * (second / 10 % 2 == 1 ? load.slow_seconds : 1);
      counted.ended(false, how, from_seconds(ms / 1000 * std::exp(0.4 * random.normal())));
    }
    series.close(run_start + second * 1s, counted);
  }
  r.metrics = run_metrics({counted, r.measured, std::nullopt, 1, 0s});
  r.outcomes = counted.outcomes();
  r.histograms = run_histograms(counted);
  r.intervals = series.rows();
  r.latencies = series.spread();
  return r;
}

inline change_verdict verdict_on(const std::vector<metric_change>& changes, std::string_view metric) {
  for (const auto& c : changes)
    if (c.name == metric)
      return c.verdict;
  return change_verdict::not_judged;
}

} // namespace simrun::test
