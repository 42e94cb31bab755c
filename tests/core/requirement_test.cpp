#include "core/requirement.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("core/requirement");

TEST_CASE("a requirement is a metric, a comparison and a bound in the metric's unit") {
  const auto r = parse_requirement("latency_p95 < 0.1 s");
  REQUIRE(r);
  CHECK(r->metric == "latency_p95");
  CHECK(r->bound == doctest::Approx(100));
  CHECK(r->holds(99.9));
  CHECK_FALSE(r->holds(100));
  CHECK(r->margin(75) == doctest::Approx(0.25));

  CHECK(parse_requirement("success_rate >= 99.9 %")->bound == doctest::Approx(0.999));
  CHECK(parse_requirement("throughput_rps>95")->compare == comparison::greater);
  CHECK(parse_requirement("memory_usage_mb <= 1 GB")->bound == doctest::Approx(1000));
}

TEST_CASE("a bad requirement says what is wrong") {
  const auto message = [](const char* text) { return parse_requirement(text).error().message; };
  CHECK(message("latncy_p95 < 100 ms") == "unknown metric 'latncy_p95'; did you mean 'latency_p95'?");
  CHECK(message("latency_p95 100 ms") ==
        "'latency_p95 100 ms' is no requirement such as \"latency_p95 < 100 ms\": it has none of < <= > >=");
  CHECK(message("latency_p95 < fast") == "'fast' is no number to compare latency_p95 with");
  CHECK(message("latency_p95 < 100 MB") == "'MB' is no unit of latency_p95; use ms, us, ns, s");
  CHECK(message("requests_total > 5 ms") == "'ms' is no unit of requests_total; use a plain number");
}

TEST_CASE("a bound that nothing could reach is wrong") {
  const auto message = [](const char* text) { return parse_requirement(text).error().message; };
  CHECK(message("success_rate >= 200 %") == "success_rate is a share, from 0 to 100 %; '200 %' is none");
  CHECK(message("success_rate >= 99") == "success_rate is a share, from 0 to 100 %; '99' is none");
  CHECK(message("error_rate < -1 %") == "error_rate is a share, from 0 to 100 %; '-1 %' is none");
  CHECK(message("latency_p95 < -5 ms") == "latency_p95 is never negative; '-5 ms' is");
  CHECK(parse_requirement("success_rate >= 100 %"));
  CHECK(parse_requirement("error_rate <= 0 %"));
  CHECK(parse_requirement("memory_growth_mb_per_hour > -5 MB/h"));
}

TEST_CASE("a selector asks of one group, or of one outcome") {
  const auto cached = parse_requirement("latency_p95{outcome=cached} < 5 ms");
  REQUIRE(cached);
  CHECK(cached->metric == "latency_p95");
  CHECK(cached->outcome == outcome::cached);
  CHECK(cached->group.empty());
  const auto both = parse_requirement("latency_p95 { group = cold, outcome=timed_out }<5 ms");
  REQUIRE(both);
  CHECK(both->group == "cold");
  CHECK(both->outcome == outcome::timed_out);
  CHECK(parse_requirement("throughput_rps{group=cold} > 5")->group == "cold");
}

TEST_CASE("a bad selector says what is wrong") {
  const auto message = [](const char* text) { return parse_requirement(text).error().message; };
  CHECK(message("latency_p95{outcome=cashed} < 5 ms") == "unknown outcome 'cashed'; did you mean 'cached'?");
  CHECK(message("success_rate{outcome=cached} > 5 %") ==
        "only a latency can be asked by outcome, and success_rate is none");
  CHECK(message("cpu_utilization{group=cold} < 5 %") ==
        "cpu_utilization is measured for the run as a whole, not by group");
  CHECK(message("latency_p95{zone=east} < 5 ms") ==
        "unknown selector 'zone'; use group=NAME, outcome=NAME or during=fault");
  CHECK(message("latency_p95{durin=fault} < 5 ms") == "unknown selector 'durin'; did you mean 'during'?");
  CHECK(message("latency_p95{cold} < 5 ms") ==
        "'cold' selects nothing; use group=NAME, outcome=NAME or during=fault");
  CHECK(message("latency_p95{} < 5 ms") ==
        "'' selects nothing; use group=NAME, outcome=NAME or during=fault");
  CHECK(message("latency_p95{group=cold < 5 ms") == "the { after latency_p95 is not closed");
  CHECK(message("latency_p95{group=a b} < 5 ms") == "'a b' is no name of a load group");
  CHECK(message("latency_p95{group=a,group=b} < 5 ms") == "group is given twice");
}

TEST_CASE("during asks of the requests that were due while a fault was active, or while none was") {
  const auto faulty = parse_requirement("success_rate{during=fault} >= 95 %");
  REQUIRE(faulty);
  CHECK(faulty->metric == "success_rate");
  CHECK(faulty->during == run_part::fault);
  CHECK(parse_requirement("throughput_rps{during=healthy} > 90")->during == run_part::healthy);
  const auto three = parse_requirement("latency_p95{group=cold, during=fault, outcome=fallback} < 5 ms");
  REQUIRE(three);
  CHECK(three->group == "cold");
  CHECK(three->outcome == outcome::fallback);
  // Which part a request belongs to is known at the end only.
  CHECK_FALSE(can_be_lost_early(*faulty));

  const auto message = [](const char* text) { return parse_requirement(text).error().message; };
  CHECK(message("success_rate{during=falt} > 5 %") ==
        "unknown part of the run 'falt'; did you mean 'fault'?");
  CHECK(message("success_rate{during=night} > 5 %") ==
        "unknown part of the run 'night'; use fault or healthy");
  CHECK(message("service_p95{during=fault} < 5 ms") ==
        "service_p95 is measured for the run as a whole, not while faults are active");
  CHECK(message("availability{during=fault} > 5 %") ==
        "availability is measured for the run as a whole, not while faults are active");
  CHECK(message("success_rate{during=fault,during=fault} > 5 %") == "during is given twice");
  CHECK(message("success_rate{during=fault} > 5 % over 5s") ==
        "'over' looks at every window of the run, and during=fault at a part of it: use one of them");
}

TEST_CASE("a window slides over the run, from a time of grace on") {
  const auto r = parse_requirement("latency_p99 < 200 ms over 5s after 10s");
  REQUIRE(r);
  CHECK(r->bound == 200);
  CHECK(r->window == 5s);
  CHECK(r->grace == 10s);
  CHECK(parse_requirement("success_rate >= 99 % over 1min")->window == 60s);
  CHECK(parse_requirement("success_rate >= 99 % over 1min")->grace == 0s);
  CHECK_FALSE(parse_requirement("latency_p99 < 200 ms")->window);
}

TEST_CASE("a bad window says what is wrong") {
  const auto message = [](const char* text) { return parse_requirement(text).error().message; };
  CHECK(message("latency_p99 < 200 ms over 500ms") ==
        "'500ms' is no time for 'over'; it takes whole seconds, from 1s to 60s");
  CHECK(message("latency_p99 < 200 ms over 1.5s").starts_with("'1.5s' is no time for 'over'"));
  CHECK(message("latency_p99 < 200 ms over a while").starts_with("'a while' is no time for 'over'"));
  CHECK(message("latency_p99 < 200 ms over 5s after noon") ==
        "'noon' is no duration for 'after'; write it as in 'after 10s'");
  CHECK(message("latency_p99 < 200 ms after 10s") ==
        "'after' says when the windows of 'over' begin; write it as in 'over 5s after 10s'");
  CHECK(message("memory_usage_mb < 200 MB over 5s") ==
        "memory_usage_mb is measured for the run as a whole, so it has no 'over'");
}

TEST_SUITE_END();
