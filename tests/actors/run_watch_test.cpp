#include "scenario_runs.hpp"

#include <algorithm>
#include <thread>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// What is random and what breaks, so that runs that touched each other would differ.
scenario busy_scenario(std::uint64_t seed) {
  auto s = virtual_scenario();
  s.seed = seed;
  s.duration_measured = 20s;
  s.load.arrivals = arrival_kind::poisson;
  s.load.rps = 300;
  s.mix.repeat_ratio = 0.3;
  s.extractor.service = service_model::lognormal(4ms, 0.5);
  s.faults = {fault("kill extractor[0] at 3s for 500ms"), fault("kill cache at 5s"),
              fault("kill dispatcher at 8s"), fault("kill load_generator at 11s")};
  return s;
}

} // namespace

TEST_SUITE_BEGIN("actors/run_watch");

TEST_CASE("runs in several threads at once give what each gives alone") {
  constexpr std::uint64_t runs = 12;
  std::vector<run_result> alone;
  for (std::uint64_t seed = 1; seed <= runs; ++seed)
    alone.push_back(run(busy_scenario(seed)));

  const std::atomic<bool> interrupted = false;
  std::vector<run_result> together(runs);
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t first = 0; first < 4; ++first)
      threads.emplace_back([&, first] {
        for (auto i = first; i < runs; i += 4) {
          const auto s = busy_scenario(i + 1);
          together[i] = run_scenario(s, load_run_inputs(s).value(), interrupted);
        }
      });
  }
  for (std::uint64_t i = 0; i < runs; ++i) {
    CAPTURE(i);
    check_conserved(together[i]);
    CHECK(together[i].metrics == alone[i].metrics);
    CHECK(together[i].outcomes == alone[i].outcomes);
  }
}

TEST_CASE("interrupted before it begins, a run ends at once") {
  const std::atomic<bool> interrupted = true;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto s = busy_scenario(seed);
    const auto r = run_scenario(s, load_run_inputs(s).value(), interrupted);
    CHECK(r.interrupted);
    CHECK(r.outcomes.issued == 0);
  }
}

TEST_CASE("progress moves on from the warm-up to the end, and changes nothing") {
  auto s = busy_scenario(1);
  s.warmup = 2s;
  s.duration_measured = 100s;
  const auto unwatched = run(s);
  std::vector<time_point> seen;
  const std::atomic<bool> interrupted = false;
  const auto watched = run_scenario(s, load_run_inputs(s).value(),
                                    {interrupted, [&](time_point now) { seen.push_back(now); }});
  CHECK(watched.metrics == unwatched.metrics);
  REQUIRE(seen.size() > 3);
  CHECK(std::ranges::is_sorted(seen));
  CHECK(seen.front() >= run_start - s.warmup);
  CHECK(seen.front() < run_start + 10s);
  CHECK(seen.back() > run_start + 90s);
}

TEST_CASE("a live view changes nothing on the virtual clock, not even the order of events") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    auto s = busy_scenario(seed);
    s.warmup = 2s;
    s.requirements = {parse_requirement("latency_p95 < 100 ms").value(),
                      parse_requirement("latency_p99 < 1 ms over 2s").value(),
                      parse_requirement("success_rate{during=fault} > 90 %").value()};
    const auto unwatched = run(s);
    live_feed feed;
    const std::atomic<bool> interrupted = false;
    run_watch watch(interrupted);
    watch.live = &feed;
    const auto watched = run_scenario(s, load_run_inputs(s).value(), watch);
    CHECK(watched.event_digest == unwatched.event_digest);
    CHECK(watched.metrics == unwatched.metrics);
    CHECK(watched.outcomes == unwatched.outcomes);
  }
}

TEST_CASE("the last update of a run says what its result says") {
  auto s = busy_scenario(3);
  s.requirements = {parse_requirement("latency_p95 < 100 ms").value(),
                    parse_requirement("latency_p99 < 1 ms over 2s").value(),
                    parse_requirement("success_rate > 10 %").value()};
  live_feed feed;
  const std::atomic<bool> interrupted = false;
  run_watch watch(interrupted);
  watch.live = &feed;
  const auto r = run_scenario(s, load_run_inputs(s).value(), watch);
  const auto past = feed.look_back();
  REQUIRE(past.newest);
  CHECK(past.newest->phase == live_phase::done);
  CHECK(past.newest->outcomes == r.outcomes);
  CHECK(past.newest->open_requests == 0);
  CHECK(past.newest->latency_overall.p95_ms == r.metric("latency_p95"));
  CHECK(past.newest->faults.empty());
  CHECK(past.newest->past_faults.size() == s.faults.size());
  CHECK(past.newest->workers.size() == s.extractor.workers);
  CHECK(past.points.size() >= 20);
  REQUIRE(past.newest->requirements.size() == 3);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK((past.newest->requirements[i].standing == live_standing::holds) == r.requirements[i].holds);
}

TEST_SUITE_END();
