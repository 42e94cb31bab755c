#include "report/comparison/comparison.hpp"

#include "made_up_runs.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace simrun;
using namespace simrun::test;

namespace {

struct made_up_pairs {
  std::vector<run_result> base, now;
};

/// Runs on a machine whose speed wanders by a tenth from pair to pair; one run of twenty is disturbed.
made_up_pairs on_a_noisy_machine(std::uint64_t seed, int pairs, double slow_down) {
  random_stream random(seed, "pairs");
  made_up_pairs made;
  const auto run = [&](double p50) {
    run_result r;
    const double wild = random.uniform() < 0.05 ? 1.5 : 1;
    r.metrics = {{"latency_p50", p50 * wild * std::exp(0.01 * random.normal())},
                 {"latency_p95", 2 * p50 * wild * std::exp(0.02 * random.normal())},
                 {"success_rate", 1 - 0.001 * random.uniform()},
                 {"issue_lag_p99", 0.1}};
    return r;
  };
  for (int i = 0; i < pairs; ++i) {
    const double speed = std::exp(0.1 * random.normal());
    made.base.push_back(run(10 * speed));
    made.now.push_back(run(10 * speed * slow_down));
  }
  return made;
}

int alarms(int pairs, double slow_down) {
  int count = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const auto made = on_a_noisy_machine(seed, pairs, slow_down);
    const auto changes = compare_pairs(made.base, made.now);
    count +=
        std::ranges::find(changes, change_verdict::worse, &metric_change::verdict) != changes.end() ? 1 : 0;
  }
  return count;
}

} // namespace

TEST_SUITE_BEGIN("report/compare_pairs");

TEST_CASE("a build against itself is called worse in at most 5 % of comparisons, on a noisy machine") {
  CHECK(alarms(10, 1) <= 400 * 0.05);
  CHECK(alarms(20, 1) <= 400 * 0.05);
}

TEST_CASE("a tenth is found on a machine whose runs differ by as much from one to the next") {
  CHECK(alarms(20, 1.1) >= 380);
}

TEST_CASE("too few pairs can't tell, and do not pretend to") {
  CHECK(alarms(5, 1.5) == 0);
}

TEST_CASE("equal pairs are no different; what is not judged is shown") {
  const auto made = on_a_noisy_machine(1, 10, 1);
  const auto changes = compare_pairs(made.base, made.base);
  CHECK(verdict_on(changes, "latency_p50") == change_verdict::no_difference);
  CHECK(verdict_on(changes, "success_rate") == change_verdict::no_difference);
  CHECK(changes.back().name == "issue_lag_p99");
  CHECK(changes.back().verdict == change_verdict::not_judged);
  CHECK(changes.back().change == 0);
}

TEST_CASE("a metric that one of the runs has not is left out") {
  auto made = on_a_noisy_machine(1, 10, 1);
  made.now[3].metrics.erase(made.now[3].metrics.begin());
  const auto changes = compare_pairs(made.base, made.now);
  CHECK(std::ranges::find(changes, "latency_p50", &metric_change::name) == changes.end());
  CHECK(std::ranges::find(changes, "latency_p95", &metric_change::name) != changes.end());
}

TEST_SUITE_END();
