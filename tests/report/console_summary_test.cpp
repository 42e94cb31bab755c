#include "report/console/console_summary.hpp"

#include "made_up_result.hpp"
#include "monitor/measurement_doubts.hpp"
#include "report/text_table.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace simrun;
using namespace simrun::test;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("report/console_summary");

TEST_CASE("a failed run reads like this") {
  const auto r = made_up_result({that("latency_p95 < 100 ms"), that("latency_p99 < 50 ms"),
                                 that("success_rate >= 99.9 %", severity::warning)});
  CHECK(console_summary(r) == R"(FAILED: spike
  - 'latency_p99 < 50 ms' does not hold: 81.3 ms, past the bound by 63 % of it.
  scenarios/spike.toml: real clock, seed 42, 20.0 s measured, started 2026-01-02T03:04:05Z

Requirements
  requirement             measured  margin
  latency_p95 < 100 ms     77.1 ms    23 %  holds
  latency_p99 < 50 ms      81.3 ms   -63 %  FAILS
  success_rate >= 99.9 %   99.00 %  -0.9 %  alert

Alerts
  warning: 'success_rate >= 99.9 %' does not hold: 99.00 %

Outcomes
  outcome    requests     share
  extracted     8,000   80.00 %
  cached        1,500   15.00 %
  fallback        400    4.00 %
  rejected         60    0.60 %
  timed_out        40    0.40 %
  failed            0    0.00 %
  issued       10,000  100.00 %

Latency, from the intended time
  outcome           requests      p50      p90      p95      p99    p99.9      max
  all but rejected     9,940  32.6 ms  72.9 ms  77.1 ms  81.3 ms   500 ms   500 ms
  extracted            8,000  42.2 ms  73.9 ms  78.1 ms  81.3 ms  82.0 ms  82.0 ms
  cached               1,500  20.0 us  20.0 us  20.0 us  20.0 us  20.0 us  20.0 us
  fallback               400   150 us   150 us   150 us   150 us   150 us   150 us
  rejected                60  4.00 us  4.00 us  4.00 us  4.00 us  4.00 us  4.00 us
  timed_out               40   500 ms   500 ms   500 ms   500 ms   500 ms   500 ms

Lag and service time
  part of it           requests      p50      p90      p95      p99    p99.9      max
  issue lag              10,000  2.00 us  2.00 us  2.00 us  2.00 us  2.00 us  2.00 us
  inside an extractor     8,000  2.00 ms  2.00 ms  2.00 ms  2.00 ms  2.00 ms  2.00 ms

Throughput
  offered   500/s
  achieved  495/s

Resources
  processor, of the machine  45.67 %
  memory, at most             412 MB
  extractors busy            20.00 %

Faults
  fault                        fired at  healed at  affected  peak p95  recovered in
  kill extractor at 5s for 2s   5.001 s    7.250 s        12    250 ms        300 ms
    hit extractor[0]#1, extractor[1]#1
)");
}

TEST_CASE("a passed run names the requirement that was closest") {
  const auto two = console_summary(made_up_result({that("latency_p95 < 100 ms"), that("error_rate <= 0 %")}));
  CHECK(two.substr(0, two.find("\n\n")) == R"(PASSED: spike
  - All 2 critical requirements hold. Closest is 'latency_p95 < 100 ms': 77.1 ms, a margin of 23 %.
  scenarios/spike.toml: real clock, seed 42, 20.0 s measured, started 2026-01-02T03:04:05Z)");
  const auto one = console_summary(made_up_result({that("throughput_rps > 100")}));
  CHECK(one.substr(0, one.find("\n\n")) == R"(PASSED: spike
  - 'throughput_rps > 100' holds: 495/s, a margin of 395 %.
  scenarios/spike.toml: real clock, seed 42, 20.0 s measured, started 2026-01-02T03:04:05Z)");
  const auto none = console_summary(made_up_result({}));
  CHECK(none.substr(0, none.find("\n\n")) == R"(PASSED: spike
  - The scenario requires nothing; the measurement is sound.
  scenarios/spike.toml: real clock, seed 42, 20.0 s measured, started 2026-01-02T03:04:05Z)");
}

TEST_CASE("an invalid run says what can't be trusted and what to do") {
  auto r = made_up_result({that("latency_p95 < 1 ms")}, {"'kill cache at 5s' never fired."});
  r.invalid_reasons.push_back(doubt_starved(9000, 10'000).value());
  r.interrupted = true;
  const auto text = console_summary(r);
  CHECK(text.substr(0, text.find("\n\n")) == R"(INVALID: spike (interrupted)
  - 'kill cache at 5s' never fired.
  - The load generator was starved: 9,000 of 10,000 requests that were due were issued (90.00 %).
    Lower the rate, or give the load generator a processor of its own.
  scenarios/spike.toml: real clock, seed 42, 20.0 s measured, started 2026-01-02T03:04:05Z)");
}

TEST_CASE("on the virtual clock there is no machine to speak of") {
  run_result r;
  r.scenario_name = "quiet";
  r.scenario_file = "quiet.toml";
  r.clock = "virtual";
  r.seed = 7;
  r.measured = 3600s;
  r.verdict = verdict::passed;
  CHECK(console_summary(r) == R"(PASSED: quiet
  - The scenario requires nothing; the measurement is sound.
  quiet.toml: virtual clock, seed 7, 3600 s measured

Outcomes
  outcome    requests  share
  extracted         0      -
  cached            0      -
  fallback          0      -
  rejected          0      -
  timed_out         0      -
  failed            0      -
  issued            0      -
)");
}

TEST_CASE("what was not measured and what never happened is said so") {
  auto r = made_up_result({that("latency_p95 < 100 ms")});
  r.requirements[0].value.reset();
  r.faults[0].fired_at.reset();
  r.faults[0].healed_at.reset();
  r.faults[0].hit.clear();
  r.faults[0].degradation.reset();
  r.faults[0].recovery.reset();
  const auto text = console_summary(r);
  CHECK(text.find("  latency_p95 < 100 ms         -       -  not measured\n") != text.npos);
  CHECK(text.find("  kill extractor at 5s for 2s     never      never        12         -             -\n") !=
        text.npos);
  CHECK(text.find("hit") == text.npos);
}

TEST_CASE("a limit on processor time says who held whom up") {
  auto r = made_up_result({});
  r.cpu_limit = cpu_limit_record{0.5, "cgroup v2", {1234, 5678ms}};
  CHECK(console_summary(r).find(R"(
Processor time allowed to extractors and fallback
  cores  enforced by      held up  for, in all
  0.5      cgroup v2  1,234 times       5.68 s
)") != std::string::npos);
}

TEST_CASE("no line is wider than 100 columns") {
  auto r = made_up_result({that("latency_p95 < 1 ms"), that("latency_p999 < 1 ms", severity::warning)},
                          {std::string(30, 'x') + std::string(90, ' ') + "a sentence that goes on."});
  r.faults[0].hit.assign(40, "extractor[17]#3");
  std::istringstream lines(console_summary(r));
  for (std::string line; std::getline(lines, line);)
    CHECK_MESSAGE(width_of(line) <= 100, line);
}

TEST_CASE("a run that failed because the system did not come back says so") {
  auto r = made_up_result({that("latency_p95 < 100 ms")});
  r.verdict = verdict::failed;
  r.not_recovered = {"extractor[1] was down when the run was over."};
  CHECK(console_summary(r).starts_with("FAILED: spike\n  - extractor[1] was down when the run was over.\n"));
}

TEST_CASE("a fault that held messages up shows how many, where no request was in its hands") {
  auto r = made_up_result({});
  r.faults[0].requests_affected = 0;
  r.faults[0].messages_affected = 345;
  CHECK(console_summary(r).find("7.250 s       345    250 ms") != std::string::npos);
}

TEST_CASE("load groups have a line each, also one that nothing came of") {
  auto r = made_up_result({});
  CHECK(console_summary(r).find("Load groups") == std::string::npos);
  r.groups = {{"hot", {{"latency_p50", 1.5}, {"success_rate", 0.5}, {"offered_rps", 20}}, {}},
              {"cold", {}, {}}};
  r.groups[0].outcomes.issued = 1200;
  CHECK(console_summary(r).find(R"(
Load groups
  group  requests  offered  success      p50  p95  p99  max
  hot       1,200   20.0/s  50.00 %  1.50 ms    -    -    -
  cold          0        -        -        -    -    -    -
)") != std::string::npos);
}

TEST_SUITE_END();
