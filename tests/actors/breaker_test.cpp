#include "scenario_runs.hpp"

#include <algorithm>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

scenario plain_scenario() {
  auto s = virtual_scenario();
  s.cache.enabled = false;
  s.extractor.batch_max = 1;
  return s;
}

/// A model that never answers within the time that it is given.
scenario late_scenario() {
  auto s = plain_scenario();
  s.extractor.service = service_model::constant(50ms);
  s.dispatcher.attempt_timeout = 10ms;
  return s;
}

} // namespace

TEST_SUITE_BEGIN("actors/breaker");

TEST_CASE("a model that is always late is left alone, the fallback answers, and the timeline shows it") {
  const auto r = run(late_scenario());
  check_conserved(r);
  CHECK(r.outcomes[outcome::fallback] > 490);
  CHECK(r.metric("success_rate") == 1.0);
  CHECK(r.metric("attempt_timeouts_total").value() > 10);
  CHECK(r.metric("latency_max").value() < 30);
  CHECK(r.metric("breaker_open_share").value() > 0.5);
  REQUIRE_FALSE(r.breaker_changes.empty());
  CHECK(r.breaker_changes[0].to == breaker_state::open);
  const auto is_open = [](const interval& row) { return row.depths->breaker == breaker_state::open; };
  CHECK(std::ranges::count_if(r.intervals, is_open) >= 3);
}

TEST_CASE("without a fallback, what the open breaker refuses fails, and says why") {
  auto s = late_scenario();
  s.fallback.enabled = false;
  const auto r = run(s);
  check_conserved(r);
  REQUIRE_FALSE(r.failures.empty());
  CHECK(std::ranges::find(r.failures, "the circuit breaker is open", [](const auto& f) { return f.first; }) !=
        r.failures.end());
}

TEST_CASE("with the breaker off, late workers alone send requests to the fallback") {
  auto s = late_scenario();
  s.dispatcher.breaker.enabled = false;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.breaker_changes.empty());
  CHECK_FALSE(r.metric("breaker_open_share"));
  CHECK(r.metric("success_rate") == 1.0);
}

TEST_CASE("overload alone opens no breaker and makes no worker a suspect") {
  auto s = plain_scenario();
  s.fallback.enabled = false;
  s.extractor.service = service_model::exponential(10ms);
  s.extractor.timeout = 200ms;
  s.load.arrivals = arrival_kind::poisson;
  s.load.rps = 1000;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes[outcome::timed_out] > 1000);
  CHECK(r.metric("attempt_timeouts_total") == 0.0);
  CHECK(r.metric("breaker_open_share") == 0.0);
}

TEST_CASE("each restart takes longer, and one death too many is the last; the run goes on and says so") {
  auto s = plain_scenario();
  s.supervisor.restarts_max = 2;
  s.faults = {fault("kill extractor[0] at 1s"), fault("kill extractor[1] at 1s for 500ms"),
              fault("kill extractor[0] at 2s"), fault("kill extractor[0] at 3s")};
  const auto r = run(s);
  check_conserved(r);
  CHECK(*r.faults[0].healed_at - *r.faults[0].fired_at == 100ms);
  CHECK(*r.faults[2].healed_at - *r.faults[2].fired_at == 200ms);
  CHECK(r.faults[3].fired_at);
  CHECK_FALSE(r.faults[3].healed_at);
  const auto lost = std::ranges::find(r.alerts, "", &alert::rule);
  REQUIRE(lost != r.alerts.end());
  CHECK(lost->message ==
        "extractor[0] died more than 2 times within 60s: it stayed down, and the run went on without it.");
  // Nobody was harmed, but the system is not what it was.
  CHECK(r.verdict == verdict::failed);
  REQUIRE(r.not_recovered.size() == 1);
  CHECK(r.not_recovered[0].find("extractor[0]") != std::string::npos);
  CHECK(r.metric("success_rate") == 1.0);
  CHECK(r.intervals.back().counts[outcome::extracted] > 0);
}

TEST_CASE("a generator that is given up ends the run early, with a result") {
  auto s = plain_scenario();
  s.supervisor.restarts_max = 0;
  s.faults = {fault("kill load_generator at 2s")};
  const auto r = run(s);
  check_conserved(r);
  CHECK(std::ranges::find(r.alerts, "", &alert::rule) != r.alerts.end());
  CHECK(r.outcomes.issued < 250);
}

TEST_SUITE_END();
