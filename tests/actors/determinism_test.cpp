#include "scenario_runs.hpp"

using namespace simrun;
using namespace std::chrono_literals;

namespace {

run_result run_into(event_trace& trace, const scenario& s) {
  const auto inputs = load_run_inputs(s);
  REQUIRE(inputs);
  const std::atomic<bool> no = false;
  run_watch watch(no);
  watch.trace = &trace;
  return run_scenario(s, *inputs, watch);
}

scenario busy_scenario() {
  auto s = virtual_scenario();
  s.load.arrivals = arrival_kind::poisson;
  s.mix.repeat_ratio = 0.4;
  s.extractor.service = service_model::lognormal(3ms, 0.5);
  s.faults = {fault("kill extractor[0] at 1s for 500ms"), fault("kill dispatcher at 2s"),
              fault("kill load_generator at 3s for 100ms")};
  return s;
}

} // namespace

TEST_SUITE_BEGIN("actors/determinism");

TEST_CASE(
    "two runs of one seed have the same events; another seed has others, from the first that differs on") {
  event_trace first;
  first.keep();
  const auto a = run_into(first, busy_scenario());
  CHECK(a.events > 1000);

  event_trace second;
  second.compare_with(first);
  const auto b = run_into(second, busy_scenario());
  CHECK_FALSE(second.divergence());
  CHECK(a.event_digest == b.event_digest);
  CHECK(a.events == b.events);

  auto other = busy_scenario();
  other.seed = 43;
  event_trace third;
  third.compare_with(first);
  const auto c = run_into(third, other);
  CHECK(c.event_digest != a.event_digest);
  const auto divergence = third.divergence();
  REQUIRE(divergence);
  CHECK(divergence->find("load_generator#0 got simrun::arrival_due at ") != std::string::npos);
}

TEST_CASE("who looks on changes nothing") {
  const auto plain = run(busy_scenario());
  event_trace trace;
  trace.keep();
  CHECK(run_into(trace, busy_scenario()).event_digest == plain.event_digest);
}

TEST_SUITE_END();
