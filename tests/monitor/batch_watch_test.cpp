#include "monitor/batch_watch.hpp"

#include <doctest/doctest.h>

#include <random>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// A second of requests, in clusters of which either all or none are past the bound.
request_batch clustered(std::mt19937_64& random, std::uint64_t clusters, std::uint64_t size, double share) {
  std::bernoulli_distribution past(share);
  request_batch b;
  for (std::uint64_t i = 0; i < clusters; ++i) {
    b.samples += size;
    b.past_bound += past(random) ? size : 0;
  }
  return b;
}

double mean_effect(std::uint64_t clusters, std::uint64_t size) {
  std::mt19937_64 random(5);
  constexpr int rounds = 400;
  double sum = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<request_batch> batches;
    for (int i = 0; i < 20; ++i)
      batches.push_back(clustered(random, clusters, size, 0.05));
    sum += design_effect(batches) / rounds;
  }
  return sum;
}

} // namespace

TEST_SUITE_BEGIN("monitor/batch_watch");

TEST_CASE("requests that come out alike in clusters of ten say as much as a tenth of them") {
  // 20 batches widen the variance by (t / z)^2 = (2.54 / 2.33)^2 = 1.19; the floor of 1 lifts the
  // independent.
  CHECK(mean_effect(500, 1) == doctest::Approx(1.24).epsilon(0.05));
  CHECK(mean_effect(500, 10) == doctest::Approx(11.9).epsilon(0.05));
  CHECK(mean_effect(500, 40) == doctest::Approx(47.7).epsilon(0.05));
}

TEST_CASE("few batches, or none or all past the bound, say nothing of clusters") {
  const std::vector<request_batch> few(batches_min - 1, {100, 10});
  CHECK(design_effect(few) == 1);
  CHECK(design_effect({}) == 1);
  CHECK(design_effect(std::vector<request_batch>(20, {100, 0})) == 1);
  CHECK(design_effect(std::vector<request_batch>(20, {100, 100})) == 1);
}

TEST_CASE("it cuts a run at its intervals, for percentiles alone, and forgets what comes after the end") {
  const std::vector rules{parse_requirement("success_rate > 99 %").value(),
                          parse_requirement("latency_p95 < 10 ms").value()};
  // Slow seconds and fast ones in turn: all of a cluster, or none.
  load_statistics load;
  batch_watch watch(rules, run_start + 100s);
  for (int second = 1; second <= 120; ++second) {
    for (int i = 0; i < 50; ++i)
      load.ended(false, outcome::extracted, second % 20 == 0 ? 20ms : 1ms);
    watch.feed(run_start + second * 1s, load);
  }
  const auto effects = watch.design_effects();
  REQUIRE(effects.size() == 2);
  CHECK(effects[0] == 1);
  CHECK(effects[1] > 20);
}

TEST_SUITE_END();
