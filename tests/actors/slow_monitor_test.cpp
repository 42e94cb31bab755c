#include "monitor/live/live_feed.hpp"
#include "scenario_runs.hpp"

#include <algorithm>
#include <fmt/format.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

scenario watched_scenario(std::uint64_t seed) {
  auto s = virtual_scenario();
  s.seed = seed;
  s.duration_measured = 30s;
  s.load.arrivals = arrival_kind::poisson;
  s.mix.repeat_ratio = 0.4;
  s.extractor.service = service_model::lognormal(8ms, 0.6);
  s.faults = {fault("kill extractor[0] at 4s for 2s")};
  return s;
}

scenario slowed(scenario s, duration by) {
  s.faults.push_back(fault(fmt::format("slow monitor by {} at 5s for 10s", to_text(by))));
  return s;
}

run_result run_watched(const scenario& s, live_feed& feed) {
  const std::atomic<bool> interrupted = false;
  run_watch watch(interrupted);
  watch.live = &feed;
  return run_scenario(s, load_run_inputs(s).value(), watch);
}

/// Without what speaks of the faults themselves.
std::vector<std::pair<std::string, double>> metrics_of_system(const run_result& r) {
  auto metrics = r.metrics;
  std::erase_if(metrics, [](const auto& m) {
    return m.first == "live_updates_lost" || m.first == "recovery_time_max" ||
           m.first.find("during=") != std::string::npos;
  });
  return metrics;
}

} // namespace

TEST_SUITE_BEGIN("actors/slow_monitor");

TEST_CASE("a slow monitor loses updates, and nothing else is any different") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const auto s = watched_scenario(seed);
    const auto sound = run(s);
    const auto slow = run(slowed(s, 2500ms));
    CHECK(slow.outcomes == sound.outcomes);
    CHECK(slow.failures == sound.failures);
    CHECK(metrics_of_system(slow) == metrics_of_system(sound));
    CHECK(slow.verdict == sound.verdict);
    CHECK_FALSE(sound.metric("live_updates_lost"));
    // One update a second is due on the virtual clock: of ten every third is shown.
    REQUIRE(slow.metric("live_updates_lost"));
    CHECK(*slow.metric("live_updates_lost") >= 6);
    CHECK(*slow.metric("live_updates_lost") <= 10);
  }
}

TEST_CASE("no more are lost than were due while it was slow, and the last one never is") {
  for (const auto by : {1ms, 400ms, 1100ms, 5000ms, 60'000ms}) {
    const auto text = to_text(by);
    CAPTURE(text);
    const auto s = slowed(watched_scenario(3), by);
    live_feed feed;
    const auto r = run_watched(s, feed);
    CHECK(*r.metric("live_updates_lost") <= in_seconds(10s + by));
    CHECK((*r.metric("live_updates_lost") > 0) == (by > 1s));
    REQUIRE(feed.look_back().newest);
    CHECK(feed.look_back().newest->phase == live_phase::done);
    CHECK(feed.look_back().newest->outcomes == r.outcomes);
    CHECK(r.metrics == run(s).metrics);
  }
}

TEST_CASE("the fault proves itself by the updates it met") {
  const auto r = run(slowed(watched_scenario(5), 300ms));
  const auto& f = r.faults.back();
  CHECK(f.fired_at == run_start + 5s);
  CHECK(f.healed_at == run_start + 15s);
  CHECK(f.hit == std::vector<std::string>{"monitor"});
  CHECK(f.messages_affected >= 10);
  CHECK(std::ranges::none_of(r.invalid_reasons, [](const std::string& reason) {
    return reason.find("affected nothing") != std::string::npos;
  }));
}

TEST_SUITE_END();
