#include "load/arrival_schedule.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

load_pattern constant(arrival_kind arrivals, double rps) {
  load_pattern p;
  p.arrivals = arrivals;
  p.rps = rps;
  return p;
}

load_pattern spike(arrival_kind arrivals) {
  load_pattern p;
  p.shape = load_shape::spike;
  p.arrivals = arrivals;
  p.base_rps = 50;
  p.spike_rps = 400;
  p.spike_duration = 2s;
  p.spike_every = 10s;
  return p;
}

std::vector<time_point> all_of(arrival_schedule schedule) {
  std::vector<time_point> times;
  for (; schedule.peek(); schedule.pop())
    times.push_back(*schedule.peek());
  return times;
}

std::ptrdiff_t between(const std::vector<time_point>& times, duration from, duration to) {
  return std::ranges::lower_bound(times, run_start + to) - std::ranges::lower_bound(times, run_start + from);
}

arrival_schedule seeded(const load_pattern& pattern, duration warmup, duration measured,
                        std::uint64_t seed = 1) {
  return arrival_schedule(pattern, warmup, measured, random_stream(seed, "arrivals"));
}

} // namespace

TEST_SUITE_BEGIN("load/arrival_schedule");

TEST_CASE("uniform arrivals are evenly spaced from the first moment to before the last") {
  const auto times = all_of(seeded(constant(arrival_kind::uniform, 4), 500ms, 1s));
  CHECK(times == std::vector<time_point>{run_start - 500ms, run_start - 250ms, run_start, run_start + 250ms,
                                         run_start + 500ms, run_start + 750ms});
}

TEST_CASE("every uniform stage holds exactly what is expected of it") {
  const auto times = all_of(seeded(spike(arrival_kind::uniform), 2s, 35s));
  CHECK(between(times, -2s, 0s) == 100);
  CHECK(between(times, 0s, 10s) == 500);
  CHECK(between(times, 10s, 12s) == 800);
  CHECK(between(times, 12s, 20s) == 400);
  CHECK(between(times, 20s, 22s) == 800);
  CHECK(between(times, 22s, 30s) == 400);
  CHECK(between(times, 30s, 32s) == 800);
  CHECK(between(times, 32s, 35s) == 150);
  CHECK(times.size() == 100 + 3850);
}

TEST_CASE("the measured count does not depend on the warm-up, and a broken one is rounded up") {
  for (const auto warmup : {0ms, 1ms, 1500ms, 1999ms})
    for (const auto& [rps, measured, count] :
         {std::tuple{333.0, 1500ms, 500}, {0.5, 3000ms, 2}, {33.3, 10000ms, 333}}) {
      const auto schedule = seeded(constant(arrival_kind::uniform, rps), warmup, measured);
      CHECK(std::ceil(schedule.expected_measured() - 1e-9) == count);
      CHECK(between(all_of(schedule), 0s, measured) == count);
    }
}

TEST_CASE("ten million arrivals do not drift") {
  auto schedule = seeded(constant(arrival_kind::uniform, 3000), 0s, 1h);
  schedule.skip_to(run_start + 3333s);
  CHECK(schedule.peek() == run_start + 3333s);
  // 9,999,000 come before 3333 s; the rest of the ten million is walked.
  for (int i = 0; i < 1000; ++i)
    schedule.pop();
  CHECK(schedule.peek() == run_start + 3333s + 333'333'333ns);

  std::int64_t walked = 0;
  for (auto slow = seeded(constant(arrival_kind::uniform, 1000), 0s, 10'000s); slow.peek(); slow.pop())
    CHECK_MESSAGE(*slow.peek() == run_start + walked++ * 1ms, walked);
  CHECK(walked == 10'000'000);
}

TEST_CASE("arrivals never go back in time") {
  for (const auto kind : {arrival_kind::uniform, arrival_kind::poisson}) {
    const auto times = all_of(seeded(spike(kind), 1s, 100s));
    CHECK(std::ranges::is_sorted(times));
    CHECK(times.front() >= run_start - 1s);
    CHECK(times.back() < run_start + 100s);
  }
}

TEST_CASE("one seed, one schedule") {
  const auto pattern = spike(arrival_kind::poisson);
  CHECK(all_of(seeded(pattern, 1s, 20s, 7)) == all_of(seeded(pattern, 1s, 20s, 7)));
  CHECK(all_of(seeded(pattern, 1s, 20s, 7)) != all_of(seeded(pattern, 1s, 20s, 8)));
}

TEST_CASE("Poisson counts have the mean and the variance of the expected count") {
  // 400 runs of 1000 expected: the mean of the counts has a standard error of sqrt(1000/400) = 1.6, their
  // variance one of 1000 * sqrt(2/400) = 71. Four of each.
  constexpr int runs = 400;
  double sum = 0;
  double squares = 0;
  for (int seed = 0; seed < runs; ++seed) {
    const auto n = static_cast<double>(
        all_of(seeded(constant(arrival_kind::poisson, 100), 0s, 10s, static_cast<std::uint64_t>(seed)))
            .size());
    sum += n;
    squares += (n - 1000) * (n - 1000);
  }
  CHECK(std::abs(sum / runs - 1000) < 4 * 1.6);
  CHECK(std::abs(squares / runs - 1000) < 4 * 71);
}

TEST_CASE("Poisson inter-arrival times are exponential: their deviation equals their mean") {
  const auto times = all_of(seeded(constant(arrival_kind::poisson, 1000), 0s, 200s));
  const auto gaps = static_cast<double>(times.size() - 1);
  double sum = 0;
  double squares = 0;
  double beyond_mean = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    const double gap = in_milliseconds(times[i] - times[i - 1]);
    sum += gap;
    squares += gap * gap;
    beyond_mean += gap > 1 ? 1 : 0;
  }
  const double mean = sum / gaps;
  // 200,000 gaps: the mean is known to 0.22 %, the variance to 0.63 %, the share past the mean to 0.0011.
  CHECK(std::abs(mean - 1) < 4 * 0.0022);
  CHECK(std::abs(squares / gaps - mean * mean - 1) < 4 * 0.0063);
  CHECK(std::abs(beyond_mean / gaps - std::exp(-1)) < 4 * 0.0011);
}

TEST_CASE("Poisson bursts have the burst's rate inside and the base rate outside") {
  const auto times = all_of(seeded(spike(arrival_kind::poisson), 0s, 1000s));
  std::ptrdiff_t inside = 0;
  for (int k = 1; k < 100; ++k)
    inside += between(times, k * 10s, k * 10s + 2s);
  const auto outside = static_cast<std::ptrdiff_t>(times.size()) - inside;
  // 99 bursts of 800; 10 s and 99 times 8 s of 50/s. Four standard deviations each.
  CHECK(std::abs(static_cast<double>(inside) - 79'200) < 4 * std::sqrt(79'200));
  CHECK(std::abs(static_cast<double>(outside) - 40'100) < 4 * std::sqrt(40'100));
}

TEST_CASE("skipping drops what is before and leaves the rest as it was") {
  for (const auto kind : {arrival_kind::uniform, arrival_kind::poisson}) {
    const auto whole = seeded(spike(kind), 1s, 30s);
    auto times = all_of(whole);
    for (const auto to : {-2s, 0s, 5s, 11s, 20s, 29s}) {
      auto skipped = whole;
      skipped.skip_to(run_start + to);
      skipped.skip_to(run_start + to - 1s); // never back
      const std::vector<time_point> rest(std::ranges::lower_bound(times, run_start + to), times.end());
      CHECK(all_of(skipped) == rest);
    }
    auto past = whole;
    past.skip_to(run_start + 1h);
    CHECK_FALSE(past.peek());
    past.pop();
    CHECK_FALSE(past.peek());
  }
}

TEST_CASE("without load nothing is due") {
  for (const auto kind : {arrival_kind::uniform, arrival_kind::poisson}) {
    CHECK(all_of(seeded(constant(kind, 0), 1s, 10s)).empty());
    CHECK(all_of(seeded(constant(kind, 100), 0s, 0s)).empty());
  }
}

TEST_SUITE_END();
