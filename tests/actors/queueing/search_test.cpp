#include "actors/run_search.hpp"
#include "monitor/resource_sampler.hpp"
#include "planning/in_parallel.hpp"
#include "replications.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Of M/D/1 with services of 1 ms, the rate at which one request in a hundred takes more than 10 ms: from
/// Crommelin's distribution of the wait, P(W > 9 ms) = 1 %.
constexpr double capacity = 772;

scenario search_scenario(std::uint64_t seed) {
  auto s = virtual_scenario();
  s.seed = seed;
  s.warmup = 1s;
  s.market.bars = 100;
  s.cache.enabled = false;
  s.fallback.enabled = false;
  s.load.arrivals = arrival_kind::poisson;
  s.extractor.workers = 1;
  s.extractor.batch_max = 1;
  s.extractor.queue_max = 1'000'000;
  s.extractor.timeout = 1s;
  s.requirements = {parse_requirement("latency_p99 < 10 ms").value()};
  s.search = {.rps_min = 300, .rps_max = 3000, .tolerance = 0.03, .probe = 10s, .probe_max = 40s};
  s.duration_measured = 10s;
  return s;
}

search_record search(const scenario& s) {
  const std::atomic<bool> interrupted = false;
  const auto inputs = load_run_inputs(s);
  auto r = run_search(s, inputs.value(), {interrupted});
  return std::move(r.search).value();
}

double percentile_95(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() * 95 / 100 - 1];
}

} // namespace

TEST_SUITE_BEGIN("actors/queueing/search");

// Measured here: 2.4 % at the 95th percentile, 4.1 % at most, and 98 intervals hold the true capacity. With the binomial
// rule alone, which takes the latencies of one queue as independent, every other interval misses it.
TEST_CASE("M/D/1: over 100 seeds the rate found is at most 3 % off at the 95th percentile") {
  constexpr std::size_t seeds = 100;
  std::vector<search_record> found(seeds);
  in_parallel(seeds, usable_processors(), [&](std::size_t i) { found[i] = search(search_scenario(1 + i)); });

  std::vector<double> errors;
  int covered = 0;
  for (const auto& f : found) {
    REQUIRE(f.answer_rps);
    REQUIRE(f.highest_held_rps);
    REQUIRE(f.lowest_failed_rps);
    CHECK(f.confirmed);
    CHECK(f.ended == "narrowed");
    errors.push_back(std::abs(*f.answer_rps / capacity - 1));
    covered += *f.highest_held_rps <= capacity && capacity <= *f.lowest_failed_rps ? 1 : 0;
  }
  MESSAGE(fmt::format("error: {:.2f} % at the 95th percentile, {:.2f} % at most; {} of {} intervals hold it",
                      100 * percentile_95(errors), 100 * std::ranges::max(errors), covered, seeds));
  CHECK(percentile_95(errors) <= 0.03);
  CHECK(covered >= 95);
}

TEST_CASE("a seed gives the same search, and another one another") {
  const auto s = search_scenario(7);
  const auto first = search(s);
  const auto again = search(s);
  REQUIRE(first.probes.size() == again.probes.size());
  for (std::size_t i = 0; i < first.probes.size(); ++i) {
    CHECK(first.probes[i].seed == again.probes[i].seed);
    CHECK(first.probes[i].latency_p99_ms == again.probes[i].latency_p99_ms);
    for (std::size_t j = 0; j < i; ++j)
      CHECK(first.probes[i].seed != first.probes[j].seed);
  }
  CHECK(search(search_scenario(8)).probes.front().samples != first.probes.front().samples);
}

TEST_SUITE_END();
