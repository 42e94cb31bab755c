// Runs on the virtual clock with service times as measured: a calibration of round numbers.
#include "../features/calibration/made_up_calibration.hpp"
#include "scenario_runs.hpp"

#include <cmath>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

const auto made_up = std::make_shared<const calibration>(fixture::made_up_calibration());

scenario measured_scenario() {
  auto s = virtual_scenario();
  s.extractor.workers = 1;
  s.extractor.batch_max = 1;
  s.extractor.service = service_model::measured(made_up, service_model::measured_part::extraction);
  s.fallback.service = service_model::measured(made_up, service_model::measured_part::fallback);
  s.cache.enabled = false;
  return s;
}

double mean_ms(const run_result& r, std::string_view histogram) {
  const auto* h = r.histogram(histogram);
  REQUIRE(h);
  return in_milliseconds(*h->mean());
}

} // namespace

TEST_SUITE_BEGIN("actors/measured_run");

TEST_CASE("a request that waits for none takes its service and the way as measured") {
  const auto r = run(measured_scenario());
  check_conserved(r);
  CHECK(r.outcomes[outcome::extracted] == 500);
  // 149.5 us on average, uniform over 100 us: a standard deviation of 29 us over 500 requests.
  CHECK(std::abs(mean_ms(r, "latency") - mean_ms(r, "service") - 0.1495) < 4 * 0.029 / std::sqrt(500));
}

TEST_CASE("a hit takes the time of a hit, all told") {
  auto s = measured_scenario();
  s.cache.enabled = true;
  s.mix.repeat_ratio = 0.5;
  const auto r = run(s);
  check_conserved(r);
  CHECK(mean_ms(r, "latency{outcome=cached}") == doctest::Approx(0.02));
}

TEST_CASE("a worker that is never idle loses the turnaround between two batches") {
  auto s = measured_scenario();
  s.load.rps = 1000;
  s.extractor.queue_max = 20;
  s.fallback.enabled = false;
  const auto r = run(s);
  check_conserved(r);
  // 2.495 ms of service and 119.5 us of turnaround: 1912 of them in 5 s, and the queue at the end.
  CHECK(static_cast<double>(r.outcomes[outcome::extracted]) == doctest::Approx(1912 + 21).epsilon(0.01));
}

TEST_CASE("batches take the time of their size") {
  auto s = measured_scenario();
  s.extractor.batch_max = 16;
  s.load.rps = 600;
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.metric("success_rate") == 1.0);
  // One at a time would carry 400 a second. Three take 5 ms.
  CHECK(r.metric("service_p50").value() == doctest::Approx(4.8).epsilon(0.1));
}

TEST_CASE("the cold start is the one that was measured, or none") {
  auto s = measured_scenario();
  s.requirements = {parse_requirement("cold_start_ms <= 30 ms").value()};
  // A later life does not start from nothing.
  s.faults = {fault("kill extractor at 1s for 1s")};
  auto r = run(s);
  CHECK(r.metric("cold_start_ms") == 30.0);
  CHECK(r.verdict == verdict::passed);

  s.extractor.service = service_model::constant(1ms);
  r = run(s);
  CHECK_FALSE(r.metric("cold_start_ms"));
  CHECK(r.verdict == verdict::invalid);
}

TEST_CASE("where the network can't, the fallback takes its measured time") {
  auto s = measured_scenario();
  s.faults = {fault("kill extractor at 1s for 1s")};
  const auto r = run(s);
  check_conserved(r);
  CHECK(r.outcomes[outcome::fallback] >= 100);
  CHECK(mean_ms(r, "latency{outcome=fallback}") < 0.3);
}

TEST_SUITE_END();
