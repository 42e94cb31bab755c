#include "load/arrival_schedule.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Quiet, up, busy, down, nothing, and again: 100, 300, 250, 150, 0 and 90 requests.
load_pattern six_stages(arrival_kind arrivals, double burstiness = 1) {
  load_pattern p;
  p.shape = load_shape::stages;
  p.arrivals = arrivals;
  p.burstiness = burstiness;
  p.stages = {{10s, 10, 10}, {10s, 10, 50}, {5s, 50, 50}, {6s, 50, 0}, {3s, 0, 0}, {9s, 10, 10}};
  return p;
}

constexpr std::array<duration, 7> edges{0s, 10s, 20s, 25s, 31s, 34s, 43s};
constexpr std::array<double, 6> expected{100, 300, 250, 150, 0, 90};

std::array<double, 6> counts_of(arrival_schedule schedule) {
  std::array<double, 6> counts{};
  for (; schedule.peek(); schedule.pop())
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (*schedule.peek() >= run_start + edges[i] && *schedule.peek() < run_start + edges[i + 1])
        ++counts[i];
  return counts;
}

arrival_schedule seeded(const load_pattern& pattern, std::uint64_t seed) {
  return arrival_schedule(pattern, 2s, 43s, random_stream(seed, "arrivals"));
}

} // namespace

TEST_SUITE_BEGIN("load/stages");

TEST_CASE("every stage expects the integral of its rate") {
  const rate_profile p(six_stages(arrival_kind::uniform));
  double sum = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    sum += expected[i];
    CHECK(p.expected_until(run_start + edges[i + 1]) == doctest::Approx(sum).epsilon(1e-15));
  }
  CHECK(p.rate_at(run_start - 1s) == 10);
  CHECK(p.rate_at(run_start + 15s) == 30);
  CHECK(p.rate_at(run_start + 32s) == 0);
}

TEST_CASE("uniform arrivals hold it to the request") {
  CHECK(counts_of(seeded(six_stages(arrival_kind::uniform), 1)) == expected);
}

TEST_CASE("random arrivals hold it on average, in every stage, bursty or not") {
  constexpr int seeds = 600;
  for (const double burstiness : {0.3, 1.0, 2.0}) {
    CAPTURE(burstiness);
    const auto kind = burstiness == 1 ? arrival_kind::poisson : arrival_kind::gamma;
    std::array<double, 6> sum{};
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      const auto counts = counts_of(seeded(six_stages(kind, burstiness), seed));
      for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += counts[i];
    }
    for (std::size_t i = 0; i < sum.size(); ++i) {
      // The variance of a count of n is about n burstiness^2; that of few tends to a plain count's.
      const double deviation = std::sqrt(expected[i] / seeds) * std::max(0.6, burstiness);
      CHECK(std::abs(sum[i] / seeds - expected[i]) <= 4.5 * deviation);
    }
  }
}

TEST_CASE("steps are stages without ramps, and the last one stays") {
  load_pattern steps;
  steps.shape = load_shape::step;
  steps.arrivals = arrival_kind::uniform;
  steps.step_rps = {10, 20, 5};
  steps.step_duration = 10s;
  const rate_profile p(steps);
  CHECK(p.expected_until(run_start + 10s) == 100);
  CHECK(p.expected_until(run_start + 20s) == 300);
  CHECK(p.expected_until(run_start + 30s) == 350);
  CHECK(p.expected_until(run_start + 1h) == 350 + 5 * 3570);
  CHECK(p.time_of(349) == run_start + 29800ms);
  CHECK(p.time_of(351) == run_start + 30200ms);
  CHECK(p.rate_at(run_start - 1s) == 10);
}

TEST_CASE("a ramp stays where it ended") {
  load_pattern ramp;
  ramp.shape = load_shape::ramp;
  ramp.start_rps = 10;
  ramp.end_rps = 200;
  ramp.ramp_duration = 300s;
  const rate_profile p(ramp);
  CHECK(p.expected_until(run_start + 300s) == 31'500);
  CHECK(p.expected_until(run_start + 301s) == 31'700);
  CHECK(p.time_of(31'700) == run_start + 301s);
  CHECK(p.time_of(-10) == run_start - 1s);
}

TEST_CASE("a thousand steps are found as fast as one, and after an end without load nothing comes") {
  load_pattern steps;
  steps.shape = load_shape::step;
  steps.arrivals = arrival_kind::uniform;
  steps.step_duration = 1s;
  for (int i = 0; i < 1000; ++i)
    steps.step_rps.push_back(i % 3);
  steps.step_rps.push_back(0);
  arrival_schedule schedule(steps, 0s, 10h, random_stream(1, "arrivals"));
  int count = 0;
  time_point last{};
  for (; schedule.peek(); schedule.pop(), ++count)
    last = *schedule.peek();
  CHECK(count == 333 * 3);
  CHECK(last < run_start + 1000s);
}

TEST_CASE("arrivals never go back in time, and skipping leaves the rest as it was") {
  for (const auto kind : {arrival_kind::uniform, arrival_kind::poisson, arrival_kind::gamma})
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const auto whole = seeded(six_stages(kind, 1.5), seed);
      std::vector<time_point> times;
      for (auto s = whole; s.peek(); s.pop())
        times.push_back(*s.peek());
      CHECK(std::ranges::is_sorted(times));
      for (const auto to : {-1s, 5s, 17s, 28s, 33s, 40s}) {
        auto skipped = whole;
        skipped.skip_to(run_start + to);
        const auto next = std::ranges::lower_bound(times, run_start + to);
        CHECK(skipped.peek() == (next == times.end() ? std::nullopt : std::optional(*next)));
      }
    }
}

TEST_SUITE_END();
