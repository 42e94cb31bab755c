#include "planted_pairs.hpp"

#include "actors/run_scenario.hpp"
#include "planning/in_parallel.hpp"
#include "scenario/read_scenario.hpp"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <mutex>

namespace simrun::test {

namespace {

service_model service(double median_ms) {
  return service_model::lognormal(from_seconds(median_ms / 1000), 0.4);
}

} // namespace

scenario steady_minute(double rps) {
  const auto text = fmt::format(R"(
name = "steady"
clock = "virtual"
warmup = "2s"
duration = "60s"
[market]
source = "synthetic"
[extractor]
workers = 2
[cache]
enabled = false
[load]
pattern = "constant"
arrivals = "poisson"
rps = {}
)",
                                rps);
  return parse_scenario(text, "steady.toml").value();
}

scenario simrun_scenario(const std::string& file) {
  return read_scenario(file, {.clock = "virtual"}).value();
}

pair_counts compare_planted(scenario s, double slow_down, int pairs, std::uint64_t first_seed,
                            double service_ms) {
  const auto inputs = load_run_inputs(s).value();
  const std::atomic<bool> never{false};
  std::mutex counting;
  pair_counts counts{pairs};
  in_parallel(static_cast<std::size_t>(pairs), 2, [&](std::size_t i) {
    auto one = s;
    one.seed = first_seed + 2 * i;
    one.extractor.service = service(service_ms);
    const auto base = run_scenario(one, inputs, never);
    one.seed = first_seed + 2 * i + 1;
    one.extractor.service = service(slow_down * service_ms);
    const auto now = run_scenario(one, inputs, never);
    const auto changes = compare_results(base, now);
    const auto has = [&](change_verdict v) {
      return std::ranges::find(changes, v, &metric_change::verdict) != changes.end();
    };
    const std::lock_guard lock(counting);
    counts.any_worse += has(change_verdict::worse) ? 1 : 0;
    counts.any_better += has(change_verdict::better) ? 1 : 0;
    for (const auto& c : changes)
      ++counts.verdicts[c.name][c.verdict];
  });
  return counts;
}

} // namespace simrun::test
