#include "scenario_runs.hpp"

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("actors/virtual_run");

TEST_CASE("a quiet run extracts everything, in exactly the service time") {
  auto s = virtual_scenario();
  s.cache.enabled = false;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes.issued == 500);
  CHECK(r.outcomes[outcome::extracted] == 500);
  CHECK(r.metric("latency_max") == 1.0);
  CHECK(r.metric("latency_min") == 1.0);
  CHECK(r.metric("worker_utilization") == doctest::Approx(500 * 0.001 / 5 / 2));
}

TEST_CASE("the warm-up is run and not measured") {
  auto s = virtual_scenario();
  s.warmup = 2s;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes.issued == 500);
  CHECK(r.warmup_outcomes.issued == 200);
}

TEST_CASE("a window asked again is answered by the cache") {
  auto s = virtual_scenario();
  s.mix.repeat_ratio = 0.5;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.metric("cache_hit_rate").value() > 0.4);
}

TEST_CASE("past its capacity a system sheds, and keeps its deadlines") {
  auto s = virtual_scenario();
  s.cache.enabled = false;
  s.extractor.workers = 1;
  s.extractor.batch_max = 1;
  s.extractor.queue_max = 20;
  s.extractor.service = service_model::constant(20ms);
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes[outcome::rejected] > 0);
  CHECK(r.metric("latency_max").value() <= in_milliseconds(s.extractor.timeout));
}

TEST_CASE("latency counts from the intended time: who waits for a stall has it in his latency") {
  auto s = virtual_scenario();
  s.cache.enabled = false;
  s.fallback.enabled = false;
  s.extractor.workers = 1;
  s.extractor.timeout = 2s;
  // The only worker is away for a second: requests of its beginning wait for all of it.
  s.faults = {fault("kill extractor at 2s for 1s")};
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes[outcome::extracted] == 500);
  CHECK(r.metric("latency_max").value() >= 1000);
  // A hundred requests were due in that second, evenly: half of them waited for more than half of it.
  const auto* latency = r.histogram("latency");
  REQUIRE(latency);
  CHECK(in_milliseconds(*latency->percentile(0.9)) >= 500);
  CHECK(r.metric("issue_lag_max") == 0.0);
}

TEST_CASE("the same seed gives the same result; another seed another") {
  auto s = virtual_scenario();
  s.load.arrivals = arrival_kind::poisson;
  s.extractor.service = service_model::lognormal(3ms, 0.5);
  s.faults = {fault("kill extractor[0] at 1s for 500ms")};
  const auto a = run(s);
  const auto b = run(s);
  CHECK(a.metrics == b.metrics);
  s.seed = 43;
  CHECK(a.metrics != run(s).metrics);
}

TEST_CASE("a fault is recorded with its times and what it hit") {
  auto s = virtual_scenario();
  s.faults = {fault("kill extractor at 1s for 500ms"), fault("kill cache at 2s")};
  const auto r = run(s);
  check_conserved(r);
  REQUIRE(r.faults.size() == 2);
  CHECK(r.faults[0].fired_at == run_start + 1s);
  CHECK(r.faults[0].healed_at == run_start + 1500ms);
  CHECK(r.faults[0].hit == std::vector<std::string>{"extractor[0]#0", "extractor[1]#0"});
  CHECK(r.faults[1].fired_at == run_start + 2s);
  CHECK(r.faults[1].healed_at == run_start + 2100ms);
  CHECK(r.outcomes[outcome::fallback] == 50);
}

TEST_CASE("a zone's delay is in latency, there and back, and not in service time") {
  auto s = virtual_scenario();
  s.cache.enabled = false;
  s.zones = {{"near", 1, service_model::constant(1us)}, {"far", 1, service_model::constant(2ms)}};
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.metric("latency_min") == doctest::Approx(1.002));
  CHECK(r.metric("latency_max") == doctest::Approx(5));
  CHECK(r.metric("service_p50").value() == doctest::Approx(1).epsilon(0.01));
}

TEST_CASE("a zone outage kills its extractors and no others") {
  auto s = virtual_scenario();
  s.extractor.workers = 4;
  s.zones = {{"near", 1, service_model::constant(1us)}, {"far", 3, service_model::constant(2ms)}};
  s.faults = {fault("kill zone[far] at 1s for 1s")};
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.faults[0].hit == std::vector<std::string>{"extractor[1]#0", "extractor[2]#0", "extractor[3]#0"});
  CHECK(r.faults[0].healed_at == run_start + 2s);
  CHECK(r.outcomes[outcome::extracted] + r.outcomes[outcome::cached] == 500);
}

TEST_CASE("a killed dispatcher costs its requests their deadline, not their outcome") {
  auto s = virtual_scenario();
  s.faults = {fault("kill dispatcher at 1s for 1s")};
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes[outcome::timed_out] == 100);
}

TEST_CASE("a generator that comes back goes on exactly behind what was issued") {
  auto s = virtual_scenario();
  // One kill on the moment of an arrival, one on a killed cache's: no request is repeated, none is skipped.
  s.faults = {fault("kill cache at 995ms"), fault("kill load_generator at 1s for 200ms"),
              fault("kill load_generator at 2005ms"), fault("kill load_generator at 3s for 1ms")};
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes.issued == 500);
}

TEST_CASE("a run lasts until the end of its measured part, however little is due") {
  auto s = virtual_scenario();
  s.load.rps = 0.3;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes.issued == 2);
  CHECK(r.intervals.size() >= 5);
  CHECK(r.intervals.back().start >= run_start + 4s);
}

TEST_CASE("work done in the drain is no use of the measured part") {
  auto s = virtual_scenario();
  s.cache.enabled = false;
  s.extractor.service = service_model::constant(50ms);
  s.extractor.timeout = 60s;
  s.extractor.queue_max = 1000;
  s.extractor.batch_max = 1;
  s.extractor.workers = 1;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.metric("worker_utilization").value() <= 1);
  CHECK(r.metric("worker_utilization").value() > 0.98);
}

TEST_CASE("a killed load generator fails what was open, and its successor catches up") {
  auto s = virtual_scenario();
  s.faults = {fault("kill load_generator at 1s for 200ms")};
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes.issued == 500);
  CHECK(r.metric("issue_lag_max").value() == doctest::Approx(200));
}

TEST_CASE("windows with a bar that is no number fail with their reason, and the others do not") {
  auto s = virtual_scenario();
  s.duration_measured = std::chrono::seconds(60);
  s.market.sources = {"extreme"};
  s.market.bars = 5000;
  const auto r = run(s);
  check_conserved(r);
  REQUIRE(r.failures.size() == 1);
  CHECK(r.failures[0].first == "window has a value that is not finite");
  CHECK(r.metric("error_rate").value() > 0.03);
  CHECK(r.metric("error_rate").value() < 0.15);
  CHECK(r.metric("resource_error_rate") == 0.0);
}

TEST_SUITE_END();
