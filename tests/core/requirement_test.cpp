#include "core/requirement.hpp"

#include <doctest/doctest.h>

using namespace simrun;

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

TEST_SUITE_END();
