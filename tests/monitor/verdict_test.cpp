#include "monitor/verdict.hpp"

#include "monitor/run_metrics.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// A run of 1000 requests of 50 ms each.
struct run {
  load_statistics load;
  std::vector<requirement> requirements;
  std::vector<std::string> unproven;
  bool real_clock = true;
  std::optional<std::uint64_t> due = 1000;
  std::vector<window_record> windows;
  std::optional<std::string> aborted_by;
  std::span<const group_evidence> during_faults;
  std::optional<duration> recovery_max;
  bool never_recovered = false;
  liveness_judgement liveness;

  explicit run(duration lag = 10us) {
    for (int i = 0; i < 1000; ++i) {
      load.issued(false, lag);
      load.ended(false, outcome::extracted, 50ms, 40ms);
    }
  }

  void require(std::string_view text, severity level = severity::critical) {
    requirements.push_back(parse_requirement(text).value());
    requirements.back().severity = level;
  }

  judgement judged() const {
    run_counts counts{.load = load, .measured = 10s};
    counts.recovery_max = recovery_max;
    const auto metrics = run_metrics(counts);
    evidence found{requirements, metrics, load, real_clock, due, unproven, windows, aborted_by};
    found.during_faults = during_faults;
    found.never_recovered = never_recovered;
    found.liveness = liveness;
    return judge(found);
  }
};

} // namespace

TEST_SUITE_BEGIN("monitor/verdict");

TEST_CASE("a run passes where every critical requirement holds") {
  run r;
  r.require("latency_p95 < 100 ms");
  r.require("throughput_rps >= 100");
  const auto j = r.judged();
  CHECK(j.verdict == verdict::passed);
  CHECK(j.invalid_reasons.empty());
  CHECK(j.alerts.empty());
  REQUIRE(j.requirements.size() == 2);
  CHECK(j.requirements[0].holds);
  CHECK(*j.requirements[0].value == doctest::Approx(50).epsilon(0.01));
  CHECK(run().judged().verdict == verdict::passed);
}

TEST_CASE("one critical requirement that does not hold fails the run") {
  run r;
  r.require("latency_p95 < 100 ms");
  r.require("latency_p99 < 20 ms");
  const auto j = r.judged();
  CHECK(j.verdict == verdict::failed);
  CHECK_FALSE(j.requirements[1].holds);
  CHECK(j.alerts.empty());
}

TEST_CASE("a warning that does not hold is an alert, not a failure") {
  run r;
  r.require("latency_p99 < 20 ms", severity::warning);
  const auto j = r.judged();
  CHECK(j.verdict == verdict::passed);
  REQUIRE(j.alerts.size() == 1);
  CHECK(j.alerts[0].severity == "warning");
  CHECK(j.alerts[0].message == "'latency_p99 < 20 ms' does not hold: 50.0 ms");
}

TEST_CASE("a percentile on the edge is undecided, and says what it lacks") {
  run r;
  for (int i = 0; i < 50; ++i) {
    r.load.issued(false, 10us);
    r.load.ended(false, outcome::extracted, 200ms, 190ms);
  }
  r.require("latency_p95 < 100 ms"); // 50 of 1050 are over: 4.8 %
  const auto j = r.judged();
  CHECK(j.verdict == verdict::invalid);
  CHECK(j.requirements[0].undecided());
  CHECK_FALSE(j.requirements[0].holds);
  CHECK(j.requirements[0].percentile->samples == 1050);
  CHECK(j.requirements[0].percentile->past_bound == 50);
  CHECK(j.requirements[0].percentile->still_needed == samples_needed(0.05, 50) - 1050);
  r.requirements[0].severity = severity::warning;
  CHECK(r.judged().verdict == verdict::passed);
  CHECK(r.judged().alerts.size() == 1);
}

TEST_CASE("a requirement of an outcome is judged by its requests alone") {
  run r;
  for (int i = 0; i < 500; ++i) {
    r.load.issued(false, 10us);
    r.load.ended(false, outcome::cached, 2ms);
  }
  r.require("latency_p95{outcome=cached} < 5 ms");
  r.require("latency_max{outcome=cached} < 5 ms");
  r.due = std::nullopt;
  CHECK(r.judged().verdict == verdict::passed);
  CHECK(*r.judged().requirements[0].value == doctest::Approx(2).epsilon(0.01));
  r.require("latency_p95{outcome=extracted} < 5 ms");
  CHECK(r.judged().verdict == verdict::failed);
  r.require("latency_p95{outcome=fallback} < 5 ms");
  CHECK(r.judged().verdict == verdict::invalid);
}

TEST_CASE("a requirement during faults is judged by the requests of that time alone") {
  run r;
  const load_statistics faulty({.issued = 20, .by_outcome = {18, 0, 0, 0, 0, 2}}, {});
  const std::vector<std::pair<std::string, double>> metrics{{"success_rate", 0.9}};
  const std::vector<group_evidence> parts{{metrics, faulty}};
  r.require("success_rate >= 95 %");
  r.require("success_rate{during=fault} >= 85 %");
  r.during_faults = parts;
  CHECK(r.judged().verdict == verdict::passed);
  CHECK(r.judged().requirements[1].value == 0.9);
  r.require("success_rate{during=fault} >= 95 %");
  CHECK(r.judged().verdict == verdict::failed);
  r.require("success_rate{during=healthy} >= 95 %");
  CHECK(r.judged().verdict == verdict::invalid);
  CHECK(r.judged().invalid_reasons[0].find("no request that tells was due while no fault was active") !=
        std::string::npos);
}

TEST_CASE("a recovery that never came fails its requirement, however short the time since") {
  run r;
  r.require("recovery_time_max < 2 s");
  r.recovery_max = 1500ms;
  CHECK(r.judged().verdict == verdict::passed);
  r.never_recovered = true;
  CHECK(r.judged().verdict == verdict::failed);
}

TEST_CASE("a system that did not come back fails the run; a run too short to tell is invalid") {
  run r;
  r.require("latency_p95 < 100 ms");
  r.liveness.not_recovered = {"The system was not back."};
  CHECK(r.judged().verdict == verdict::failed);
  CHECK(r.judged().invalid_reasons.empty());
  r.liveness.too_short = {"The run is too short."};
  CHECK(r.judged().verdict == verdict::invalid);
  CHECK(r.judged().invalid_reasons == r.liveness.too_short);
  CHECK_FALSE(r.judged().disturbed);
}

TEST_CASE("a requirement over windows is judged by the worst of them") {
  run r;
  r.require("latency_p95 < 100 ms over 5s");
  r.windows = {{6, 0, 60.0, run_start + 7s}};
  CHECK(r.judged().verdict == verdict::passed);
  CHECK(r.judged().requirements[0].value == 60);
  r.windows = {{6, 1, 160.0, run_start + 7s}};
  CHECK(r.judged().verdict == verdict::failed);
  CHECK(r.judged().requirements[0].windows == r.windows[0]);
  r.windows = {{}}; // nothing was measured in any
  CHECK(r.judged().verdict == verdict::invalid);
}

TEST_CASE("a run that ended because a requirement was lost has failed, whatever else was still open") {
  run r;
  r.require("latency_p50 < 50 ms");
  r.require("latency_p999 < 100 ms"); // not decided by 1000
  r.aborted_by = "latency_p50 < 50 ms";
  const auto j = r.judged();
  CHECK(j.verdict == verdict::failed);
  CHECK(j.requirements[0].fails());
  CHECK(j.requirements[1].undecided());
}

TEST_CASE("a warning that can't be decided is an alert too") {
  run r;
  r.require("latency_p999 < 100 ms", severity::warning);
  r.require("cpu_utilization < 80 %", severity::warning);
  const auto j = r.judged();
  CHECK(j.verdict == verdict::passed);
  CHECK(j.alerts.size() == 2);
}

TEST_CASE("invalid comes before failed, and failed before passed") {
  run r;
  r.require("latency_p99 < 20 ms");
  CHECK(r.judged().verdict == verdict::failed);
  r.unproven.push_back("'kill extractor at 5s for 2s' never fired.");
  const auto j = r.judged();
  CHECK(j.verdict == verdict::invalid);
  CHECK(j.invalid_reasons == r.unproven);
}

TEST_CASE("every doubt makes a run invalid") {
  SUBCASE("lag on the real clock") {
    run r(6ms);
    r.require("latency_p95 < 100 ms");
    CHECK(r.judged().verdict == verdict::invalid);
    r.real_clock = false;
    CHECK(r.judged().verdict == verdict::passed);
  }
  SUBCASE("too few samples") {
    run r;
    r.require("latency_p999 < 100 ms");
    CHECK(r.judged().invalid_reasons.size() == 1);
    CHECK(r.judged().verdict == verdict::invalid);
  }
  SUBCASE("nothing measured") {
    run r;
    r.require("cpu_utilization < 80 %");
    CHECK(r.judged().verdict == verdict::invalid);
    CHECK_FALSE(r.judged().requirements[0].value);
    CHECK_FALSE(r.judged().requirements[0].holds);
  }
  SUBCASE("conservation, of the warm-up as well") {
    run r;
    r.load.issued(true, 0ns);
    CHECK(r.judged().verdict == verdict::invalid);
    r.load.ended(true, outcome::cached, 0ns);
    CHECK(r.judged().verdict == verdict::passed);
    r.load.ended(false, outcome::cached, 0ns);
    CHECK(r.judged().verdict == verdict::invalid);
  }
  SUBCASE("a starved generator") {
    run r;
    r.due = 1100;
    CHECK(r.judged().verdict == verdict::invalid);
    r.due = std::nullopt;
    CHECK(r.judged().verdict == verdict::passed);
  }
}

TEST_SUITE_END();
