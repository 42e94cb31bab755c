#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

scenario read(const std::string& tables) {
  const auto s = parse_scenario(load + tables, "scenarios/good.toml");
  REQUIRE_MESSAGE(s, problems_of(load + tables));
  return *s;
}

std::string alert_problem(const std::string& lines) {
  return problems_of("duration = \"30s\"\n" + load + "[[alert]]\n" + lines);
}

} // namespace

TEST_SUITE_BEGIN("scenario/alerts");

TEST_CASE("a scenario that says nothing is watched by two rules, and by none where it wants none") {
  CHECK(alert_rules(read("")) == default_alert_rules());
  CHECK(alert_rules(read("[alerts]\nenabled = false\n")).empty());
  CHECK(alert_rules(read("[alerts]\nenabled = false\n[[alert]]\nwhen = \"error_rate > 1 %\"\n")).empty());
}

TEST_CASE("its own rules stand in place of those") {
  const auto s = read("[[alert]]\nclear = \"70 ms\"\nwhen = \"latency_p95 > 80 ms\"\nseverity = \"warning\"\n"
                      "over = \"3s\"\nfor = \"1500ms\"\n[[alert]]\nwhen = \"cpu_utilization > 90 %\"\n"
                      "[alerts]\nwebhook_hosts = [\"hooks.example.com\", \"10.0.0.7\"]\n");
  const auto rules = alert_rules(s);
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].text == "latency_p95 > 80 ms");
  CHECK(rules[0].severity == severity::warning);
  CHECK(rules[0].window == 3s);
  CHECK(rules[0].hold == 1500ms);
  CHECK(rules[0].clear_bound() == 70);
  CHECK(rules[1].severity == severity::critical);
  CHECK(rules[1].clear_bound() == doctest::Approx(0.81));
  CHECK(s.alerting.webhook_hosts == std::vector<std::string>{"hooks.example.com", "10.0.0.7"});
}

TEST_CASE("a rule that can't be, or could never be raised, is named with its place") {
  CHECK(
      alert_problem("when = \"latency_p95 = 5\"") ==
      "scenarios/bad.toml:6:8: 'latency_p95 = 5' is no rule such as \"latency_p95 > 100 ms\": it has none of "
      "< <= > >=");
  CHECK(
      alert_problem("over = \"5s\"") ==
      "scenarios/bad.toml:5:1: 'alert.when' is missing; it must be a rule such as \"latency_p95 > 100 ms\"");
  CHECK(alert_problem("when = \"latency_p95 > 80 ms\"\nclear = \"90 ms\"") ==
        "scenarios/bad.toml:7:9: 'alert.clear': an alert of 'latency_p95 > 80 ms' is over where that is not "
        "so, "
        "and at 90 ms it is");
  CHECK(alert_problem("when = \"latency_p95 > 80 ms\"\nover = \"1500ms\"") ==
        "scenarios/bad.toml:7:8: 'alert.over' takes whole seconds, got \"1.5s\"");
  CHECK(
      alert_problem("when = \"latency_p95 > 80 ms\"\nover = \"20s\"\nfor = \"11s\"") ==
      "scenarios/bad.toml:6:8: the alert 'latency_p95 > 80 ms' is never raised: a window of 20s that is bad "
      "for 11s does not fit into a run of 30s");
  CHECK(alert_problem("when = \"latency_p95 > 80 ms\"\nseverity = \"fatal\"") ==
        "scenarios/bad.toml:7:12: 'alert.severity' must be \"critical\" or \"warning\", got \"fatal\"");
  CHECK(alert_problem("when = \"latency_p95 > 80 ms\"\n[alerts]\nwebhook_hosts = [\"\"]") ==
        "scenarios/bad.toml:8:17: 'alerts.webhook_hosts' must be a list of up to 100 texts, got \"\" in it");
}

TEST_SUITE_END();
