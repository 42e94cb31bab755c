#include "actors/assemble_result.hpp"
#include "actors/run_controller_actor.hpp"
#include "core/random.hpp"
#include "scenario_runs.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Some of what was asked is open at any moment, also after the measured part.
scenario slow_scenario() {
  auto s = virtual_scenario();
  s.warmup = 1s;
  s.load.arrivals = arrival_kind::poisson;
  s.extractor.service = service_model::lognormal(25ms, 0.7);
  s.extractor.timeout = 300ms;
  return s;
}

/// A run in which one of those dies, of itself, who look after the others.
run_result run_without(const std::string& name, time_point dies) {
  const auto s = slow_scenario();
  const auto inputs = load_run_inputs(s).value();
  auto time = runtime::virtual_time();
  const fault_plan plan;
  fault_board board(plan, random_stream(1, "faults"));
  std::optional<run_record> record;
  const run_setup setup{s, inputs, *time, plan, {}, &board};
  const auto controller = spawn_run_controller(setup, [&record](run_record r) { record = std::move(r); });
  time->adopt(caf::actor_cast<caf::actor>(controller), "run_controller");
  bool killed = false;
  const auto done = [&] {
    if (!killed && time->is_started() && time->now() >= dies)
      killed = time->kill_named(name);
    return record.has_value();
  };
  CHECK(time->run_until(done, [] {}));
  CHECK(killed);
  // No later than the last deadline, and the little that last words take.
  CHECK(time->now() < dies + s.extractor.timeout + 2s);
  time.reset();
  REQUIRE(record);
  return assemble_result(s, *record);
}

/// What else is broken meanwhile.
std::string draw_other_fault(random_stream& random) {
  static constexpr std::array<std::string_view, 7> sentences{
      "kill extractor at {}ms for {}ms",
      "kill load_generator at {}ms for {}ms",
      "kill dispatcher at {}ms for {}ms",
      "pause dispatcher at {}ms for {}ms",
      "slow extractor x5 at {}ms for {}ms",
      "drop 30% from extractor to dispatcher at {}ms for {}ms",
      "delay from load_generator to dispatcher by 50ms at {}ms for {}ms"};
  const auto sentence = sentences[random.below(sentences.size())];
  const auto at = random.below(3000);
  const auto length = 1 + random.below(1900);
  return fmt::format(fmt::runtime(sentence), at, length);
}

scenario with_staff_fault(std::string_view name, std::uint64_t seed, std::uint64_t& at_ms) {
  random_stream random(seed, "staff");
  auto s = slow_scenario();
  s.seed = seed;
  if (random.below(4) == 0)
    s.load.shape = load_shape::closed;
  at_ms = 3000 + random.below(2000);
  s.faults.push_back(fault(draw_other_fault(random)));
  s.faults.push_back(fault(fmt::format("kill {} at {}ms", name, at_ms)));
  if (random.below(2) == 0)
    s.seeds.schedule = seed;
  return s;
}

const fault_record& record_of(const run_result& r, std::string_view name) {
  return *std::ranges::find(r.faults, name, &fault_record::target);
}

} // namespace

TEST_SUITE_BEGIN("actors/staff_death");

TEST_CASE("without its supervisor or its chaos a run ends as broken, in any phase, and all is counted") {
  for (const std::string name : {"supervisor", "chaos"})
    for (const auto dies : {run_start - 500ms, run_start, run_start + 2345ms, run_start + 5010ms}) {
      CAPTURE(name);
      const auto at = to_text(dies.time_since_epoch());
      CAPTURE(at);
      const auto r = run_without(name, dies);
      CHECK(r.broken);
      CHECK(r.verdict == verdict::invalid);
      CHECK_FALSE(r.interrupted);
      REQUIRE_FALSE(r.invalid_reasons.empty());
      CHECK(r.invalid_reasons.front().find("its " + name + " died.") != std::string::npos);
      CHECK(r.warmup_outcomes.issued > 0);
      CHECK((r.outcomes.issued > 0) == (dies > run_start));
      const auto measured = std::clamp<duration>(dies - run_start, 0s, 5s);
      CHECK(r.measured >= measured);
      CHECK(r.measured < measured + 50ms);
      CHECK(r.outcomes.issued == r.outcomes.ended());
      CHECK(r.warmup_outcomes.issued == r.warmup_outcomes.ended());
    }
}

TEST_CASE("without its monitor it ends at once, and says that nothing is left of what was counted") {
  const auto r = run_without("monitor", run_start + 2s);
  CHECK(r.broken);
  CHECK(r.outcomes.issued == 0);
  REQUIRE(r.invalid_reasons.size() == 1);
  CHECK(r.invalid_reasons.front() ==
        "The run broke at 2s: its monitor died, and all that it had counted with it.");
}

TEST_CASE(
    "a fault that kills supervisor or chaos has fired at its time, beside any other, and all is counted") {
  for (const std::string name : {"supervisor", "chaos"})
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      CAPTURE(name);
      CAPTURE(seed);
      std::uint64_t at_ms = 0;
      const auto s = with_staff_fault(name, seed, at_ms);
      const auto r = run(s);
      CHECK(r.broken);
      CHECK(r.outcomes.issued > 0);
      check_counts(r);
      // Where a seed makes actors wait for their turn, it dies a little later.
      const auto& died = record_of(r, name);
      const auto at = run_start + std::chrono::milliseconds(at_ms);
      REQUIRE(died.fired_at);
      CHECK(*died.fired_at >= at);
      CHECK(*died.fired_at < at + (s.seeds.schedule ? 300ms : 1ns));
      CHECK(died.endured);
      CHECK(died.hit == std::vector<std::string>{name + "#0"});
      CHECK(r.invalid_reasons.front().find("its " + name + " died of '" + died.text + "'.") !=
            std::string::npos);
    }
}

TEST_CASE("a fault that kills the monitor leaves the evidence of all faults") {
  std::uint64_t at_ms = 0;
  const auto r = run(with_staff_fault("monitor", 7, at_ms));
  CHECK(r.broken);
  CHECK(r.outcomes.issued == 0);
  CHECK(record_of(r, "monitor").fired_at);
  CHECK(std::ranges::all_of(r.faults, [](const fault_record& f) { return f.fired_at.has_value(); }));
}

TEST_CASE("two of them may die at the same moment") {
  for (const auto& [first, second] :
       {std::pair("supervisor", "chaos"), std::pair("chaos", "supervisor"), std::pair("monitor", "chaos")}) {
    CAPTURE(first);
    auto s = slow_scenario();
    s.faults = {fault(fmt::format("kill {} at 2s", first)), fault(fmt::format("kill {} at 2s", second))};
    const auto r = run(s);
    CHECK(r.broken);
    CHECK(r.outcomes.issued == r.outcomes.ended());
    CHECK((r.outcomes.issued > 0) == (std::string_view(first) != "monitor"));
  }
}

TEST_CASE("such a run is the same each time") {
  std::uint64_t at_ms = 0;
  const auto s = with_staff_fault("supervisor", 11, at_ms);
  CHECK(run(s).event_digest == run(s).event_digest);
}

TEST_SUITE_END();
