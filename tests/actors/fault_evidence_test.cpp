#include "scenario_runs.hpp"

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// One extractor, and 100 requests a second, none of which is asked twice.
scenario one_worker() {
  auto s = virtual_scenario();
  s.extractor.workers = 1;
  s.extractor.batch_max = 1;
  s.cache.enabled = false;
  return s;
}

void require(scenario& s, std::string_view text) {
  s.requirements.push_back(parse_requirement(text).value());
}

/// Without a fallback 200 requests wait when the extractor comes back at 4 s. It takes 5 ms for each, so that
/// one that is due x seconds later is done after 1 - x / 2 seconds, and from x = 2 s on nobody waits.
scenario with_backlog() {
  auto s = one_worker();
  s.duration_measured = 14s;
  s.extractor.service = service_model::constant(5ms);
  s.extractor.queue_max = 1000;
  s.extractor.timeout = 5s;
  s.fallback.enabled = false;
  s.faults = {fault("kill extractor at 2s for 2s")};
  require(s, "latency_p50 < 50 ms");
  return s;
}

} // namespace

TEST_SUITE_BEGIN("actors/fault_evidence");

TEST_CASE("without the only extractor, everybody gets the fallback, and nobody has to wait") {
  auto s = one_worker();
  s.duration_measured = 8s;
  s.faults = {fault("kill extractor at 2003ms for 2s")};
  require(s, "success_rate{during=fault} >= 99 %");
  require(s, "fallback_usage_rate{during=fault} >= 100 %");
  require(s, "fallback_usage_rate{during=healthy} <= 0 %");
  require(s, "latency_p95{during=fault} < 1 ms");
  require(s, "recovery_time_max < 100 ms");
  require(s, "availability >= 100 %");
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.invalid_reasons == std::vector<std::string>{});
  CHECK(r.verdict == verdict::passed);
  REQUIRE(r.faults[0].degradation);
  const auto& d = *r.faults[0].degradation;
  CHECK(d.requests == 200);
  CHECK(d.success_rate == 1);
  CHECK(d.fallback_usage_rate == 1);
  CHECK(d.throughput_rps == doctest::Approx(100));
  CHECK(*d.latency_p95_ms_peak == doctest::Approx(0.1).epsilon(0.01));
  CHECK(r.faults[0].recovery == 0s);
  CHECK(r.metric("fallback_usage_rate{during=fault}") == 1);
  CHECK(r.metric("recovery_time_max") == 0);
}

TEST_CASE("a backlog takes as long as arithmetic says") {
  auto s = with_backlog();
  require(s, "recovery_time_max < 2 s");
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.verdict == verdict::passed);
  REQUIRE(r.faults[0].degradation);
  const auto& d = *r.faults[0].degradation;
  // One that is due y seconds after the kill is done after 2 - y / 2 seconds.
  CHECK(d.requests == 200);
  CHECK(d.success_rate == 1);
  CHECK(*d.latency_p95_ms == doctest::Approx(1950).epsilon(0.02));
  CHECK(*d.latency_p95_ms_peak == doctest::Approx(2000).epsilon(0.02));
  CHECK(d.requests_lost == 0);
  // The median of a tenth of a second falls below 50 ms from x = 1.9 s on.
  CHECK(r.faults[0].recovery == 1900ms);
  CHECK(r.metric("recovery_time_max") == 1900);
  CHECK(r.metric("availability") == doctest::Approx(10.0 / 14));
}

TEST_CASE("a system that takes longer than it may has failed by the requirement that held it up") {
  auto s = with_backlog();
  s.chaos.recovery_max = 1s;
  const auto r = run(s);
  CHECK(r.verdict == verdict::failed);
  CHECK(r.not_recovered ==
        std::vector<std::string>{
            "The system was not back within 1s of the last healing ('kill extractor at 2s for "
            "2s', at 4s): 'latency_p50 < 50 ms' did not hold."});
  CHECK(r.requirements[0].holds);
}

TEST_CASE("a run that ends before the system is back is too short") {
  auto s = with_backlog();
  s.duration_measured = 5s;
  const auto r = run(s);
  CHECK(r.verdict == verdict::invalid);
  REQUIRE_FALSE(r.invalid_reasons.empty());
  CHECK(r.invalid_reasons.back().starts_with("The run is too short to see the system recover"));
  CHECK_FALSE(r.faults[0].recovery);
  // The requirement on it is lost, however short the time was.
  CHECK(r.metric("recovery_time_max") == 1000);
}

TEST_CASE("requests count by when they were due, also where their generator was dead then") {
  auto s = one_worker();
  s.duration_measured = 8s;
  s.faults = {fault("kill load_generator at 2s for 1s")};
  const auto r = run(s);
  check_conserved(r);
  REQUIRE(r.faults[0].degradation);
  CHECK(r.faults[0].degradation->requests == 100);
  CHECK(r.faults[0].degradation->requests_lost == 0);
  // Those of the first half second were past their deadline when somebody looked.
  CHECK(*r.faults[0].degradation->success_rate == doctest::Approx(0.5).epsilon(0.05));
  CHECK(r.faults[0].recovery == 0s);
}

TEST_CASE("a number of requests that is done before the fault has healed") {
  auto s = one_worker();
  s.load.shape = load_shape::closed;
  s.load.concurrency = 1;
  s.load.requests = 1000;
  s.duration_measured = 20s;
  s.faults = {fault("kill extractor at 0s for 5s")};
  require(s, "latency_p95 < 10 ms");
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.verdict == verdict::passed);
  REQUIRE(r.faults[0].degradation);
  CHECK(r.faults[0].degradation->requests == 1000);
  CHECK(r.faults[0].degradation->throughput_rps == doctest::Approx(10'000).epsilon(0.05));
  CHECK_FALSE(r.faults[0].recovery);
  CHECK_FALSE(r.metric("recovery_time_max"));
}

TEST_CASE("each firing of a fault has its own evidence") {
  auto s = one_worker();
  s.duration_measured = 12s;
  s.faults = {fault("kill extractor at 1s for 500ms every 2s until 7s")};
  const auto r = run(s);
  check_conserved(r);
  REQUIRE(r.faults.size() == 4);
  for (const auto& f : r.faults) {
    REQUIRE(f.degradation);
    CHECK(f.degradation->requests == 50);
    CHECK(*f.degradation->fallback_usage_rate >= 0.98);
    CHECK(f.recovery == 0s);
  }
  CHECK(r.verdict == verdict::passed);
}

TEST_CASE("requests of a load group are told apart while a fault is active") {
  auto s = one_worker();
  s.duration_measured = 6s;
  s.groups = {{"hot", s.load, {}}, {"cold", s.load, {}}};
  s.groups[1].load.rps = 50;
  s.faults = {fault("kill extractor at 2s for 2s")};
  require(s, "fallback_usage_rate{group=cold, during=fault} >= 99 %");
  require(s, "requests_total{group=cold, during=fault} <= 101");
  for (auto& rule : s.requirements)
    rule.group_index = 1;
  const auto r = run(s);
  CHECK(r.verdict == verdict::passed);
  CHECK(*r.requirements[1].value == doctest::Approx(100).epsilon(0.02));
}

TEST_SUITE_END();
