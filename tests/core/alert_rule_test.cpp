#include "core/alert_rule.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

std::string message(std::string_view text) {
  const auto rule = parse_alert_rule(text);
  return rule ? "" : rule.error().message;
}

} // namespace

TEST_SUITE_BEGIN("core/alert_rule");

TEST_CASE("a rule says what must not be") {
  const auto rule = parse_alert_rule("latency_p95 > 0.1 s").value();
  CHECK(rule.text == "latency_p95 > 0.1 s");
  CHECK(rule.metric == "latency_p95");
  CHECK(rule.bound == 100);
  CHECK(rule.is_bad(101));
  CHECK_FALSE(rule.is_bad(100));
  CHECK(parse_alert_rule("cache_hit_rate <= 20 %").value().is_bad(0.2));
  CHECK(parse_alert_rule("queue_depth_max >= 100").value().is_bad(100));
  CHECK(rule.severity == severity::critical);
  CHECK(rule.window == 5s);
  CHECK(rule.hold == 2s);
}

TEST_CASE("between its bound and a tenth before it an alert stays as it is") {
  const auto slow = parse_alert_rule("latency_p95 > 100 ms").value();
  CHECK(slow.clear_bound() == doctest::Approx(90));
  CHECK(slow.is_over(90));
  CHECK_FALSE(slow.is_over(95));
  CHECK_FALSE(slow.is_over(101));
  const auto cold = parse_alert_rule("cache_hit_rate < 20 %").value();
  CHECK(cold.clear_bound() == doctest::Approx(0.22));
  CHECK(cold.is_over(0.23));
  CHECK_FALSE(cold.is_over(0.21));
  CHECK(cold.is_worse(0.1, 0.15));
}

TEST_CASE("an alert on a share can always be over") {
  for (const auto* text : {"success_rate < 99 %", "success_rate < 100 %", "success_rate <= 99.9 %"}) {
    CAPTURE(text);
    CHECK(parse_alert_rule(text).value().is_over(1.0));
  }
  CHECK(parse_alert_rule("error_rate > 0 %").value().is_over(0.0));
}

TEST_CASE("where it is over is on the good side of the bound") {
  const auto rule = parse_alert_rule("latency_p95 > 100 ms").value();
  CHECK(parse_clear_bound("80 ms", rule).value() == 80);
  CHECK(parse_clear_bound("100 ms", rule).value() == 100);
  CHECK(parse_clear_bound("120 ms", rule).error().message ==
        "an alert of 'latency_p95 > 100 ms' is over where that is not so, and at 120 ms it is");
  CHECK(parse_clear_bound("soon", rule).error().message == "'soon' is no number to compare latency_p95 with");
  auto sharp = rule;
  sharp.clear = 100;
  CHECK(sharp.is_over(100));
  CHECK_FALSE(sharp.is_over(100.1));
}

TEST_CASE("what no window of a run has is refused") {
  CHECK(message("latency_p95 = 5") ==
        "'latency_p95 = 5' is no rule such as \"latency_p95 > 100 ms\": it has none of < <= > >=");
  CHECK(message("latency_95 > 5 ms") == "unknown metric 'latency_95'; did you mean 'latency_p95'?");
  CHECK(message("latency_p95{group=cold} > 5 ms") ==
        "an alert is of all requests: leave out what stands in { }");
  CHECK(message("latency_p95 > 5 ms over 10s") ==
        "the window of an alert is a key of its own: write over = \"10s\"");
  CHECK(message("recovery_time_max > 5 s") ==
        "no window of a run has 'recovery_time_max'; use a latency, a rate or share of outcomes, "
        "cpu_utilization, memory_usage_mb or queue_depth_max");
  CHECK(message("error_rate > 200 %") == "error_rate is a share, from 0 to 100 %; '200 %' is none");
}

TEST_CASE("a run that names no rules has two") {
  const auto rules = default_alert_rules();
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].text == "latency_p95 > 100 ms");
  CHECK(rules[0].severity == severity::critical);
  CHECK(rules[1].text == "latency_p99 > 200 ms");
  CHECK(rules[1].severity == severity::warning);
}

TEST_SUITE_END();
