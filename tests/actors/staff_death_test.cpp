#include "actors/assemble_result.hpp"
#include "actors/run_controller_actor.hpp"
#include "scenario_runs.hpp"

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// A run in which one of those dies who look after the others, two seconds after its start.
run_result run_without(const std::string& name) {
  const auto s = virtual_scenario();
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
    if (!killed && time->is_started() && time->now() > run_start + 2s)
      killed = time->kill_named(name);
    return record.has_value();
  };
  CHECK(time->run_until(done, [] {}));
  CHECK(killed);
  CHECK(time->now() < run_start + 3s);
  time.reset();
  REQUIRE(record);
  return assemble_result(s, *record);
}

} // namespace

TEST_SUITE_BEGIN("actors/staff_death");

TEST_CASE("without its supervisor, its chaos or its monitor a run ends at once, as broken, with a result") {
  for (const std::string name : {"supervisor", "chaos", "monitor"}) {
    CAPTURE(name);
    const auto r = run_without(name);
    CHECK(r.broken);
    CHECK(r.verdict == verdict::invalid);
    REQUIRE(r.invalid_reasons.size() >= 1);
    CHECK(r.invalid_reasons.back() == "The run broke: its " + name + " died.");
  }
}

TEST_SUITE_END();
