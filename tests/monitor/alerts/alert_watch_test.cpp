#include "core/random.hpp"
#include "monitor/alerts/alert_watch.hpp"
#include "monitor/interval_series.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

alert_rule rule(std::string_view text, duration window = 3s, duration hold = 0s) {
  auto r = parse_alert_rule(text).value();
  r.window = window;
  r.hold = hold;
  return r;
}

/// A run that is fed second by second.
class fed_watch {
public:
  explicit fed_watch(std::vector<alert_rule> rules)
      : watch(std::move(rules), run_start + 1000s), series_(1000s) {}

  /// A second in which so many requests took so long.
  void second(duration latency, int requests = 100, outcome how = outcome::extracted,
              std::optional<resource_use> used = std::nullopt) {
    for (int i = 0; i < requests; ++i) {
      counted_.issued(false, 0s);
      counted_.ended(false, how, latency);
    }
    now_ += 1s;
    series_.close(now_, counted_, used);
    feed();
  }
  void feed() { std::ranges::move(watch.feed(now_, counted_, series_.rows()), std::back_inserter(events)); }

  alert_watch watch;
  std::vector<alert_event> events;

private:
  interval_series series_;
  load_statistics counted_;
  time_point now_ = run_start;
};

std::vector<std::pair<time_point, bool>> times_of(const std::vector<alert_event>& events,
                                                  std::string_view text) {
  std::vector<std::pair<time_point, bool>> times;
  for (const auto& e : events)
    if (e.rule.text == text)
      times.emplace_back(e.at, e.raised);
  return times;
}

} // namespace

TEST_SUITE_BEGIN("monitor/alert_watch");

TEST_CASE("an alert is raised when a whole window is bad, and over when one is good") {
  fed_watch run({rule("latency_p95 > 100 ms")});
  for (int i = 0; i < 5; ++i)
    run.second(20ms);
  for (int i = 0; i < 3; ++i)
    run.second(300ms);
  REQUIRE(run.events.size() == 1);
  CHECK(run.events[0].raised);
  CHECK(run.events[0].at == run_start + 6s);
  CHECK(run.watch.raised_now().size() == 1);
  for (int i = 0; i < 4; ++i)
    run.second(20ms);
  REQUIRE(run.events.size() == 2);
  CHECK_FALSE(run.events[1].raised);
  CHECK(run.events[1].at == run_start + 11s);
  const auto alerts = run.watch.alerts();
  REQUIRE(alerts.size() == 1);
  CHECK(alerts[0].severity == "critical");
  CHECK(alerts[0].rule == "latency_p95 > 100 ms");
  CHECK(alerts[0].start == run_start + 6s);
  CHECK(alerts[0].end == run_start + 11s);
  CHECK(*alerts[0].peak == doctest::Approx(300).epsilon(0.02));
  CHECK(alerts[0].message.starts_with("latency_p95 was "));
  CHECK(alerts[0].message.ends_with(" at worst over 3s, from 6s to 11s."));
}

TEST_CASE(
    "before a whole window has passed nothing is said, and nothing where there was nothing to measure") {
  fed_watch run({rule("latency_p95 > 100 ms"), rule("success_rate < 50 %")});
  run.second(300ms, 100, outcome::timed_out);
  run.second(300ms, 100, outcome::timed_out);
  CHECK(run.events.empty());
  run.second(300ms, 100, outcome::timed_out);
  CHECK(run.events.size() == 2);
  for (int i = 0; i < 10; ++i)
    run.second(0ms, 0);
  CHECK(run.events.size() == 2);
}

TEST_CASE("shares, rates and resources are watched too") {
  fed_watch run({rule("fallback_usage_rate > 10 %"), rule("throughput_rps < 50 /s"),
                 rule("cpu_utilization > 90 %"), rule("memory_usage_mb > 1 GB"), rule("threads_max > 20")});
  const auto used = [](double cpu, double memory, std::uint64_t threads) {
    return resource_use{cpu, memory, {}, {}, threads};
  };
  for (int i = 0; i < 3; ++i)
    run.second(1ms, 100, outcome::extracted, used(0.5, 500, 10));
  CHECK(run.events.empty());
  for (int i = 0; i < 3; ++i)
    run.second(1ms, 40, outcome::fallback, used(0.99, 1500, 30));
  CHECK(times_of(run.events, "fallback_usage_rate > 10 %").size() == 1);
  CHECK(times_of(run.events, "throughput_rps < 50 /s").size() == 1);
  // The mean of the window, the present, and the most of the window.
  CHECK(times_of(run.events, "cpu_utilization > 90 %").front().first == run_start + 6s);
  CHECK(times_of(run.events, "memory_usage_mb > 1 GB").front().first == run_start + 4s);
  CHECK(times_of(run.events, "threads_max > 20").front().first == run_start + 4s);
}

TEST_CASE("what one rule sees does not depend on the others, nor on feeds of no time") {
  const std::vector rules{rule("latency_p95 > 100 ms", 5s, 2s), rule("latency_p99 > 150 ms", 3s),
                          rule("latency_p95 > 120 ms", 1s), rule("error_rate > 5 %", 10s)};
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    fed_watch together(rules);
    std::vector<fed_watch> alone;
    for (const auto& r : rules)
      alone.emplace_back(std::vector{r});
    random_stream random(seed, "alerts");
    for (int i = 0; i < 120; ++i) {
      const auto latency = std::chrono::milliseconds(40 + random.below(120));
      const auto requests = static_cast<int>(random.below(50));
      const auto how = random.below(8) == 0 ? outcome::failed : outcome::extracted;
      together.second(latency, requests, how);
      for (auto& a : alone) {
        a.second(latency, requests, how);
        a.feed();
      }
    }
    for (std::size_t i = 0; i < rules.size(); ++i)
      CHECK(times_of(together.events, rules[i].text) == times_of(alone[i].events, rules[i].text));
    CHECK(std::ranges::is_sorted(together.watch.alerts(), {}, [](const alert& a) { return *a.start; }));
  }
}

TEST_CASE("a run that raises too many says how many are missing") {
  fed_watch run({rule("latency_p95 > 100 ms", 1s)});
  for (int i = 0; i < 130; ++i) {
    run.second(300ms, 1);
    run.second(1ms, 1);
  }
  const auto alerts = run.watch.alerts();
  REQUIRE(alerts.size() == alert_watch::kept_max + 1);
  CHECK(alerts.back().message == "30 more alerts were raised and are not listed.");
  CHECK(run.events.size() == 260);
}

TEST_SUITE_END();
