#include "report/clocks/clock_comparison.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace simrun;

namespace {

/// A run of 1000 requests; `slow` stretches its latencies.
run_result made_up(double slow, double service_p50 = 2.0) {
  run_result r;
  r.scenario_name = "one";
  r.environment = {{"cores", "2"}};
  r.metrics = {{"latency_p50", 3 * slow},         {"latency_p95", 10 * slow},  {"throughput_rps", 100},
               {"issue_lag_p50", 0.01 * slow},    {"issue_lag_p99", 2 * slow}, {"service_p50", service_p50},
               {"worker_utilization", 0.2 * slow}};
  r.outcomes.issued = 1000;
  r.outcomes[outcome::extracted] = 990;
  r.outcomes[outcome::rejected] = 10;
  return r;
}

std::string text(const clock_comparison& c) {
  return clock_comparison_text(c);
}

} // namespace

TEST_SUITE_BEGIN("report/clock_comparison");

TEST_CASE("two results that agree are a table, and nothing is explained") {
  CHECK(text(compare_clocks(made_up(1), made_up(1.1), 1)) ==
        "one: p50 and p95 agree within 15 %\n"
        "                         real  virtual  difference\n"
        "  latency_p50         3.00 ms  3.30 ms     +10.0 %\n"
        "  latency_p95         10.0 ms  11.0 ms     +10.0 %\n"
        "  throughput_rps        100/s    100/s      +0.0 %\n"
        "  service_p50         2.00 ms  2.00 ms      +0.0 %\n"
        "  issue_lag_p50       10.0 us  11.0 us     +10.0 %\n"
        "  worker_utilization  20.00 %  22.00 %     +10.0 %\n"
        "  extracted               990      990      +0.0 %\n"
        "  rejected                 10       10      +0.0 %\n");
}

TEST_CASE("p50 and p95 disagree past 15 %, and only what the numbers show explains it") {
  const auto c = compare_clocks(made_up(1), made_up(0.8), 1);
  CHECK(c.disagreements ==
        std::vector<std::string>{"latency_p50 is 3.00 ms on the real clock and 2.40 ms on the virtual one.",
                                 "latency_p95 is 10.0 ms on the real clock and 8.00 ms on the virtual one."});
  CHECK(c.left_out ==
        std::vector<std::string>{"Wake-ups that come late under load: the load generator was up to "
                                 "2.00 ms late (p99), 10.0 us in the middle."});
}

TEST_CASE("a slower extractor, and cores that are shared, are named") {
  const auto c = compare_clocks(made_up(1, 3.0), made_up(0.8, 2.0), 2);
  REQUIRE(c.left_out.size() == 3);
  CHECK(c.left_out[1].starts_with(
      "A slower extractor than the one calibrated: 3.00 ms in the middle against 2.00 ms."));
  CHECK(c.left_out[2] == "Shared cores: 2 workers run beside the load generator on 2 cores.");
}

TEST_CASE("near capacity, so is what a small error does") {
  auto real = made_up(1);
  auto simulated = made_up(0.8);
  real.metrics.back().second = 0.85;
  simulated.metrics.back().second = 0.82;
  const auto c = compare_clocks(real, simulated, 1);
  REQUIRE(c.left_out.size() == 2);
  CHECK(c.left_out[1] ==
        "Nothing, perhaps: near capacity, a few percent of service time make a large part of the "
        "wait. Workers were 85.00 % busy, 82.00 % in the model.");
}

TEST_CASE("a disagreement that nothing explains says so") {
  auto real = made_up(1);
  std::erase_if(real.metrics, [](const auto& m) { return m.first == "issue_lag_p99"; });
  CHECK(compare_clocks(real, made_up(2), 1).left_out ==
        std::vector<std::string>{"Something that these numbers do not show."});
}

TEST_CASE("the difference to nothing is none, unless both are nothing") {
  CHECK(clock_row{"rejected", 0, 0}.difference() == 0.0);
  CHECK_FALSE(clock_row{"rejected", 0, 5}.difference());
  CHECK(clock_row{"rejected", 4, 5}.difference() == 0.25);
}

TEST_CASE("the comparison as JSON says whether it agrees, and by how much") {
  const auto document =
      nlohmann::json::parse(clock_comparison_json(compare_clocks(made_up(1), made_up(1.5), 1)));
  CHECK(document["schema"] == "simrun.clock_comparison/1");
  CHECK(document["agrees"] == false);
  CHECK(document["rows"]["latency_p50"]["difference"].get<double>() == doctest::Approx(0.5));
  CHECK(document["disagreements"].size() == 2);
}

TEST_SUITE_END();
