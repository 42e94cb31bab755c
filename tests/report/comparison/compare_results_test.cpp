#include "report/comparison/comparison.hpp"

#include "made_up_runs.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace simrun;
using namespace simrun::test;

namespace {

const metric_change& of(const std::vector<metric_change>& changes, std::string_view metric) {
  return *std::ranges::find(changes, metric, &metric_change::name);
}

} // namespace

TEST_SUITE_BEGIN("report/compare_results");

TEST_CASE("a run is no different from itself, in any metric that can be told") {
  const auto run = made_up_run({});
  for (const auto& c : compare_results(run, run)) {
    CAPTURE(c.name);
    CHECK((c.verdict == change_verdict::no_difference || c.verdict == change_verdict::not_judged));
    if (c.interval)
      CHECK(*c.interval == value_range{0, 0});
  }
}

TEST_CASE("a tenth more latency is worse, a tenth less is better") {
  const auto base = made_up_run({.seed = 1});
  const auto slower = compare_results(base, made_up_run({.seed = 2, .median_ms = 11}));
  const auto faster = compare_results(base, made_up_run({.seed = 2, .median_ms = 9}));
  for (const auto* metric : {"latency_p50", "latency_p95", "latency_avg"}) {
    CHECK(verdict_on(slower, metric) == change_verdict::worse);
    CHECK(verdict_on(faster, metric) == change_verdict::better);
  }
  CHECK(of(slower, "latency_p50").change.value() == doctest::Approx(0.1).epsilon(0.3));
  CHECK(of(slower, "latency_p50").interval->contains(0.1));
  CHECK(verdict_on(slower, "success_rate") == change_verdict::no_difference);
}

TEST_CASE("a change below the minimum effect is no difference, however sure") {
  const made_up_load much{.seed = 1, .seconds = 300, .requests_per_s = 1000};
  auto more = much;
  more.median_ms = 10.2;
  more.seed = 2;
  const auto base = made_up_run(much), now = made_up_run(more);
  CHECK(verdict_on(compare_results(base, now), "latency_p50") == change_verdict::no_difference);
  CHECK(verdict_on(compare_results(base, now, {.minimum_effect = 0.01}), "latency_p50") ==
        change_verdict::worse);
}

TEST_CASE("failures are counted in points of the success rate") {
  const auto changes =
      compare_results(made_up_run({.seed = 1}), made_up_run({.seed = 2, .failed_share = 0.02}));
  const auto& success = of(changes, "success_rate");
  CHECK(success.verdict == change_verdict::worse);
  CHECK(success.change.value() == doctest::Approx(-0.02).epsilon(0.3));
  CHECK(verdict_on(compare_results(made_up_run({.seed = 1}), made_up_run({.seed = 2, .failed_share = 0.001})),
                   "success_rate") == change_verdict::no_difference);
}

TEST_CASE("what there are too few requests or seconds for can't be told, and says so") {
  const auto few = compare_results(made_up_run({.seed = 1, .requests_per_s = 20}),
                                   made_up_run({.seed = 2, .requests_per_s = 20}));
  CHECK(of(few, "latency_p99").verdict == change_verdict::cant_tell);
  CHECK(of(few, "latency_p99").why == "needs 3,000 requests");
  CHECK(of(few, "latency_p95").interval);
  const auto brief = compare_results(made_up_run({.seed = 1, .seconds = 9}), made_up_run({.seed = 2}));
  CHECK(of(brief, "latency_p50").why == "needs 10 intervals");
  auto old = made_up_run({.seed = 1});
  old.latencies = {};
  CHECK(of(compare_results(old, made_up_run({})), "latency_p50").why == "a result has no latency_map");
}

TEST_CASE("the 999th of a thousand is judged where there are enough requests for it, else shown") {
  const auto judged = [](int requests_per_s) {
    const auto run = made_up_run({.requests_per_s = requests_per_s});
    return verdict_on(compare_results(run, run), "latency_p999");
  };
  CHECK(judged(400) == change_verdict::not_judged);
  CHECK(judged(600) == change_verdict::no_difference);
}

TEST_CASE("runs of different lengths are compared too") {
  const auto changes = compare_results(made_up_run({.seed = 1, .seconds = 40}),
                                       made_up_run({.seed = 2, .median_ms = 12, .seconds = 70}));
  CHECK(verdict_on(changes, "latency_p50") == change_verdict::worse);
}

TEST_CASE("what both runs do at the same times does not widen the interval") {
  // Every other ten seconds are four times as slow, in both.
  const auto changes = compare_results(made_up_run({.seed = 1, .slow_seconds = 4}),
                                       made_up_run({.seed = 2, .median_ms = 11, .slow_seconds = 4}));
  const auto& mean = of(changes, "latency_avg");
  CHECK(mean.verdict == change_verdict::worse);
  CHECK(mean.interval->upper - mean.interval->lower < 0.06);
}

TEST_CASE("a comparison is the same every time") {
  const auto base = made_up_run({.seed = 1}), now = made_up_run({.seed = 2});
  CHECK(compare_results(base, now) == compare_results(base, now));
}

TEST_SUITE_END();
