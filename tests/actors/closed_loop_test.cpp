#include "core/random.hpp"
#include "load/closed_loop.hpp"
#include "scenario_runs.hpp"

#include <fmt/format.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

scenario closed_scenario(std::uint32_t users, std::uint32_t requests) {
  auto s = virtual_scenario();
  s.cache.enabled = false;
  s.load.shape = load_shape::closed;
  s.load.concurrency = users;
  s.load.requests = requests;
  return s;
}

scenario random_closed_scenario(std::uint64_t seed) {
  random_stream random(seed, "scenario");
  auto s = closed_scenario(static_cast<std::uint32_t>(1 + random.below(40)), 0);
  s.seed = seed;
  s.think_time = service_model::exponential(from_seconds(0.001 + 0.02 * random.uniform()));
  s.extractor.service = service_model::lognormal(from_seconds(0.001 + 0.01 * random.uniform()), 0.7);
  s.extractor.batch_max = static_cast<std::uint32_t>(1 + random.below(8));
  s.extractor.workers = static_cast<std::uint32_t>(1 + random.below(4));
  return s;
}

/// N = X (R + Z): the users are in the system or think. What the edges of the run cost is at most a cycle of
/// each user.
void check_throughput(const run_result& r, double users, double think_s) {
  const double cycle = r.metric("latency_avg").value() / 1000 + think_s;
  CHECK(r.metric("throughput_rps").value() * cycle == doctest::Approx(users).epsilon(0.05));
}

/// Never more open than users. What is open at the end is counted to its own end, in the same sum.
void check_users(const run_result& r, double users) {
  const double drain_s = r.metric("latency_max").value() / 1000;
  CHECK(r.metric("concurrency_avg").value() <= users * (1 + drain_s / in_seconds(r.measured)));
}

} // namespace

TEST_SUITE_BEGIN("actors/closed_loop");

TEST_CASE("one user, a thousand requests: as many as asked for, one after the other") {
  const auto r = run([] {
    auto s = closed_scenario(1, 1000);
    s.duration_measured = 500s;
    return s;
  }());
  check_conserved(r);
  CHECK(r.outcomes.issued == 1000);
  CHECK(r.outcomes.successful() == 1000);
  CHECK(r.measured == 1s);
  CHECK(*r.metric("latency_min") == 1);
  CHECK(*r.metric("latency_max") == doctest::Approx(1));
  CHECK(*r.metric("concurrency_avg") == doctest::Approx(1));
  CHECK(*r.metric("throughput_rps") == doctest::Approx(1000));
  CHECK(r.invalid_reasons.empty());
}

TEST_CASE("where nobody thinks, as many requests are open as there are users") {
  auto s = closed_scenario(7, 0);
  s.extractor.batch_max = 1;
  s.warmup = 500ms;
  const auto r = run(s);
  // Of the first answers, those to requests of the warm-up count for nothing.
  CHECK(*r.metric("concurrency_avg") == doctest::Approx(7).epsilon(0.01));
  CHECK(*r.metric("concurrency_avg") <= 7.01);
  CHECK(*r.metric("worker_utilization") == doctest::Approx(1).epsilon(0.01));
}

TEST_CASE("the throughput is the users over their cycle, over 100 seeds") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    const auto s = random_closed_scenario(seed);
    const auto r = run(s);
    check_conserved(r);
    check_users(r, s.load.concurrency);
    check_throughput(r, s.load.concurrency, in_seconds(s.think_time->mean()));
  }
}

TEST_CASE("kills lose no request and no user, and the number stays exact, over 100 seeds") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    random_stream random(seed, "kills");
    auto s = random_closed_scenario(seed);
    s.load.requests = 3000;
    s.duration_measured = 500s;
    s.warmup = std::chrono::milliseconds(random.below(300));
    s.extractor.timeout = std::chrono::milliseconds(50 + random.below(200));
    // 3,000 requests may take less than a second.
    s.chaos.recovered_after = 200ms;
    for (const auto* target : {"load_generator", "dispatcher", "extractor"})
      s.faults.push_back(fault(
          fmt::format("kill {} at {}ms for {}ms", target, 1 + random.below(150), 1 + random.below(100))));
    ask_for_parts(s);
    const auto r = run(s);
    check_conserved(r);
    check_parts(r);
    CHECK(r.outcomes.issued == 3000);
    check_users(r, s.load.concurrency);
    CHECK(r.verdict == verdict::passed);
    for (const auto& f : r.faults)
      CHECK(f.healed_at);
  }
}

TEST_CASE("a closed load replays by its seed, and its pauses go with the arrivals") {
  const auto s = random_closed_scenario(5);
  const auto first = run(s);
  CHECK(run(s).event_digest == first.event_digest);
  auto other = s;
  other.seeds.arrivals = 77;
  CHECK(run(other).event_digest != first.event_digest);
}

TEST_CASE("answers that take no time do not stop the clock") {
  auto s = closed_scenario(4, 0);
  s.cache.enabled = true;
  s.mix.repeat_ratio = 1;
  s.duration_measured = 1s;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes.issued <= 4 * 1s / closed_loop::least_cycle);
}

TEST_CASE("a number that was not reached makes the run invalid") {
  const auto r = run(closed_scenario(1, 1'000'000));
  CHECK(r.verdict == verdict::invalid);
  CHECK(r.measured == 5s);
  CHECK(r.invalid_reasons.at(0) == "Only 5,000 of 1,000,000 requests were issued in the 5s that they may "
                                   "take. Set a longer 'duration'.");
}

TEST_SUITE_END();
