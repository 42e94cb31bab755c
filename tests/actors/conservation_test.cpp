#include "chaos/fault_check.hpp"
#include "core/random.hpp"
#include "load/arrival_schedule.hpp"
#include "scenario_runs.hpp"

#include <algorithm>
#include <fmt/format.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Up to eight kills of anything, at any moment, for any time.
std::vector<fault_spec> random_kills(random_stream& random, const scenario& s) {
  static const std::vector<std::string> targets{"extractor", "extractor[0]", "extractor[1]",  "dispatcher",
                                                "cache",     "fallback",     "load_generator"};
  std::vector<fault_spec> faults;
  const auto wanted = 1 + random.below(8);
  for (std::uint64_t i = 0; i < wanted; ++i) {
    const auto target = targets[random.below(targets.size())];
    const auto at_ms = random.below(4000);
    const auto for_ms = 1 + random.below(900);
    auto with_length = fmt::format("kill {} at {}ms for {}ms", target, at_ms, for_ms);
    auto by_policy = fmt::format("kill {} at {}ms", target, at_ms);
    auto candidates = faults;
    candidates.push_back(fault(random.below(2) == 0 ? with_length : by_policy));
    // Kills of one instance that overlap are no plan.
    if (check_faults(candidates, bounds_of_faults(s)).empty())
      faults = std::move(candidates);
  }
  return faults;
}

scenario random_scenario(std::uint64_t seed) {
  random_stream random(seed, "scenario");
  auto s = virtual_scenario();
  s.seed = seed;
  s.warmup = std::chrono::milliseconds(random.below(500));
  s.load.arrivals = arrival_kind::poisson;
  s.load.rps = 20 + 400 * random.uniform();
  s.mix.repeat_ratio = random.uniform();
  s.extractor.batch_max = static_cast<std::uint32_t>(1 + random.below(8));
  s.extractor.queue_max = static_cast<std::uint32_t>(1 + random.below(64));
  s.extractor.timeout = std::chrono::milliseconds(20 + random.below(500));
  // Some services take longer than a tight deadline: here nobody is suspected for that.
  s.dispatcher.attempt_timeout = 1h;
  s.extractor.service = service_model::lognormal(from_seconds(0.001 + 0.01 * random.uniform()), 0.7);
  s.cache.ttl = std::chrono::milliseconds(1 + random.below(3000));
  s.faults = random_kills(random, s);
  return s;
}

/// What the schedule has for the measured part, whoever issues it.
std::uint64_t requests_due(const scenario& s) {
  arrival_schedule schedule(s.load, s.warmup, s.duration_measured, random_stream(s.seed, "arrivals"));
  std::uint64_t due = 0;
  for (; schedule.peek(); schedule.pop())
    due += *schedule.peek() >= run_start ? 1 : 0;
  return due;
}

} // namespace

TEST_SUITE_BEGIN("actors/conservation");

TEST_CASE("kills at random moments lose no request, over 200 seeds") {
  double retries = 0;
  std::uint64_t fallbacks = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    auto s = random_scenario(seed);
    ask_for_parts(s);
    const auto r = run(s);
    check_conserved(r);
    check_parts(r);
    for (const auto& f : r.faults) {
      CAPTURE(f.text);
      CHECK(f.fired_at);
      CHECK(f.healed_at);
    }
    CHECK(r.outcomes.issued == requests_due(s));
    // Only what a generator took with it when it died has waited longer than its deadline: it was not there
    // to end it.
    const bool generator_killed =
        std::ranges::any_of(r.faults, [](const fault_record& f) { return f.target == "load_generator"; });
    if (!generator_killed && r.metric("latency_max"))
      CHECK(*r.metric("latency_max") <= in_milliseconds(s.extractor.timeout));
    retries += r.metric("retries_total").value();
    fallbacks += r.outcomes[outcome::fallback];
  }
  CHECK(retries > 0);
  CHECK(fallbacks > 0);
}

TEST_CASE("without a fault nothing fails") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    auto s = random_scenario(seed);
    s.faults.clear();
    const auto r = run(s);
    check_conserved(r);
    CHECK(r.outcomes[outcome::failed] == 0);
    CHECK(r.outcomes[outcome::fallback] == 0);
    CHECK(r.metric("retries_total") == 0);
    CHECK(r.metric("late_results_total").value() <= static_cast<double>(r.outcomes[outcome::timed_out]));
  }
}

TEST_CASE("once every fault has healed, each request gets its features again") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    auto s = random_scenario(seed);
    // Few requests, well within what the workers can do: nothing but a fault can cost one its features.
    s.load.rps = 20;
    s.mix.repeat_ratio = 0.9;
    s.extractor.service = service_model::constant(2ms);
    s.extractor.queue_max = 2;
    s.duration_measured = 8s;
    const auto r = run(s);
    check_conserved(r);
    // Faults have healed by 5 s, and what was open then has ended a timeout later.
    for (const auto& row : r.intervals)
      if (row.start >= run_start + 6s)
        CHECK(row.counts.successful() == row.counts[outcome::extracted] + row.counts[outcome::cached]);
    const auto& last = r.intervals.back().counts;
    CHECK(last.ended() == last.successful());
  }
}

TEST_SUITE_END();
