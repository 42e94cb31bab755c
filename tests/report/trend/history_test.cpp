#include "report/trend/history.hpp"

#include "core/random.hpp"
#include "report/trend/sparkline.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fmt/format.h>

using namespace simrun;
using strings = std::vector<std::string>;

namespace {

past_run a_run(int number, double p50_ms, double success_rate = 1) {
  run_result r;
  r.scenario_name = "spike";
  r.clock = "virtual";
  r.verdict = verdict::passed;
  r.metrics = {{"latency_p50", p50_ms}, {"latency_p95", 2 * p50_ms}, {"success_rate", success_rate}};
  return {fmt::format("run-{}/result.json", number), std::move(r)};
}

/// Runs of these medians, each off by 1 % or so.
std::vector<past_run> runs(std::uint64_t seed, const std::vector<std::pair<int, double>>& stretches) {
  random_stream random(seed, "history");
  std::vector<past_run> made;
  int number = 1;
  for (const auto& [count, p50_ms] : stretches)
    for (int i = 0; i < count; ++i)
      made.push_back(a_run(number++, p50_ms * std::exp(0.01 * random.normal())));
  return made;
}

history only(const std::vector<past_run>& runs, const history_options& options = {}) {
  auto found = histories_of(runs, options);
  REQUIRE(found.histories.size() == 1);
  return std::move(found.histories.front());
}

} // namespace

TEST_SUITE_BEGIN("report/history");

TEST_CASE("a level that changed is found at the run where it did, and the newest run is a regression") {
  const auto h = only(runs(1, {{20, 10}, {8, 11}}));
  CHECK(h.regressed());
  const auto& p50 = h.metrics.front();
  REQUIRE(p50.steps.size() == 1);
  CHECK(h.runs[p50.steps[0].first_after] == "run-21/result.json");
  CHECK(p50.steps[0].worse);
  CHECK(p50.steps[0].change == doctest::Approx(0.1).epsilon(0.15));
  CHECK(p50.steps[0].before == doctest::Approx(10).epsilon(0.02));
  CHECK_FALSE(p50.newest);
}

TEST_CASE("one run that stands out is found at once") {
  const auto h = only(runs(2, {{12, 10}, {1, 11}}));
  CHECK(h.regressed());
  CHECK(h.metrics.front().steps.empty());
  REQUIRE(h.metrics.front().newest);
  CHECK(h.metrics.front().newest->level == doctest::Approx(10).epsilon(0.02));
}

TEST_CASE("a regression that is mended is none any more") {
  CHECK_FALSE(only(runs(3, {{15, 10}, {10, 12}, {10, 10}})).regressed());
  CHECK_FALSE(only(runs(3, {{15, 10}, {10, 12}, {1, 10}})).regressed());
  CHECK_FALSE(only(runs(4, {{15, 10}, {10, 8}})).regressed());
}

TEST_CASE("histories that never changed are accused in at most 5 %, by any metric") {
  int accused = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    random_stream random(seed, "noise");
    std::vector<past_run> made;
    for (int i = 1; i <= 25; ++i) {
      made.push_back(a_run(i, 10 * std::exp(0.08 * random.normal())));
      made.back().result.metrics[1].second = 20 * std::exp(0.08 * random.normal());
    }
    accused += only(made).regressed() ? 1 : 0;
  }
  CHECK(accused <= 20);
}

TEST_CASE("small steps that add up are found") {
  const auto h = only(runs(5, {{15, 10}, {15, 10.35}, {15, 10.7}, {15, 11}}));
  CHECK(h.metrics.front().steps.size() == 1);
  CHECK(h.regressed());
}

TEST_CASE("runs are ordered by their start, else by name with numbers by their value") {
  std::vector<past_run> named{a_run(10, 1), a_run(9, 1), a_run(2, 1)};
  CHECK(only(named).runs == strings{"run-2/result.json", "run-9/result.json", "run-10/result.json"});
  named[0].result.started_at = "2026-01-01T00:00:00Z";
  named[1].result.started_at = "2026-01-03T00:00:00Z";
  named[2].result.started_at = "2026-01-02T00:00:00Z";
  CHECK(only(named).runs == strings{"run-10/result.json", "run-2/result.json", "run-9/result.json"});
}

TEST_CASE("scenarios, clocks and machines have histories of their own; unsound runs are left out and named") {
  std::vector<past_run> mixed{a_run(1, 1), a_run(2, 1), a_run(3, 1), a_run(4, 1), a_run(5, 1)};
  mixed[1].result.scenario_name = "soak";
  mixed[2].result.clock = "real";
  mixed[2].result.environment = {{"cpu", "Xeon"}, {"cores", "2"}};
  mixed[3].result.clock = "real";
  mixed[3].result.environment = {{"cpu", "Xeon"}, {"cores", "4"}};
  mixed[4].result.interrupted = true;
  const auto found = histories_of(mixed);
  strings conditions;
  for (const auto& h : found.histories)
    conditions.push_back(h.conditions);
  CHECK(conditions == strings{"soak, virtual clock", "spike, real clock, 2 cores of Xeon",
                              "spike, real clock, 4 cores of Xeon", "spike, virtual clock"});
  CHECK(found.left_out == strings{"run-5/result.json: it was interrupted"});
}

TEST_CASE("since leaves out what came before, so that a new level can be accepted") {
  const auto made = runs(1, {{20, 10}, {8, 11}});
  CHECK_FALSE(only(made, {.since = "run-21/result.json"}).regressed());
  CHECK(only(made, {.since = "run-21/result.json"}).runs.size() == 8);
  CHECK(histories_of(made, {.since = "run-99/result.json"}).histories.empty());
}

TEST_CASE(
    "a sparkline has the lowest block for the lowest value, a blank for none, and the newest of too many") {
  CHECK(sparkline(std::vector<std::optional<double>>{1, 2, std::nullopt, 8}, 10) == "▁▂ █");
  CHECK(sparkline(std::vector<std::optional<double>>{9, 1, 2, 3}, 3) == "▁▅█");
  CHECK(sparkline(std::vector<std::optional<double>>{5, 5}, 10) == "▁▁");
  CHECK(sparkline({}, 10) == "");
}

TEST_CASE("for the terminal: the newest run, the course of each metric, and where it changed") {
  std::vector<past_run> made;
  for (int i = 1; i <= 30; ++i)
    made.push_back(a_run(i, i <= 20 ? 10 : 12, i == 30 ? 0.9 : 1));
  CHECK(history_text(only(made)) ==
        R"(REGRESSION: the newest run, run-30/result.json, is worse in latency_p50, latency_p95, success_rate.
  spike, virtual clock
  30 runs, from run-1/result.json to run-30/result.json

  metric         newest  changes                          course
  latency_p50   12.0 ms        1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁██████████
  latency_p95   24.0 ms        1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁██████████
  success_rate  90.00 %        -  █████████████████████████████▁

Changes
  - latency_p50 got worse at run-21/result.json: 10.0 ms before, 12.0 ms from then on (+20.0 %).
  - latency_p95 got worse at run-21/result.json: 20.0 ms before, 24.0 ms from then on (+20.0 %).
  - success_rate of the newest run stands out, to the worse: 90.00 %, and 100.00 % before it (-10.00
    points).
)");
}

TEST_CASE("the page has a chart for each metric, with the library in it, and a name can't break it") {
  auto made = runs(1, {{20, 10}, {8, 11}});
  made.front().name = "</script><b>";
  for (auto& run : made)
    run.result.scenario_name = "a<b";
  const auto page = histories_html({only(made)});
  CHECK(page.find("a&lt;b") != std::string::npos);
  CHECK(page.find("</script><b>") == std::string::npos);
  CHECK(page.find("Chart") != std::string::npos);
  for (const auto* part : {"latency_p50", "latency_p95", "success_rate", "got worse at run-21/result.json"})
    CHECK_MESSAGE(page.find(part) != std::string::npos, part);
}

TEST_SUITE_END();
