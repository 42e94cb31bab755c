#include "core/random.hpp"
#include "monitor/alerts/alert_state.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

struct sample {
  time_point at;
  std::optional<double> value;
};

struct period {
  time_point start, raised;
  std::optional<time_point> end;
  double peak = 0;

  friend bool operator==(const period&, const period&) = default;
};

std::vector<period> periods_of(alert_state& state, const std::vector<sample>& samples) {
  std::vector<period> periods;
  for (const auto& s : samples)
    switch (state.look(s.at, s.value)) {
    case alert_change::raised:
      periods.push_back({state.start(), s.at, std::nullopt, state.peak()});
      break;
    case alert_change::cleared:
      periods.back().end = s.at;
      [[fallthrough]];
    case alert_change::none:
      if (!periods.empty() && (state.raised() || periods.back().end == s.at))
        periods.back().peak = state.peak();
    }
  return periods;
}

/// Wanders about the bound, now and then with nothing to measure.
std::vector<sample> random_samples(random_stream& random) {
  std::vector<sample> samples;
  auto at = run_start;
  double value = 100;
  for (int i = 0; i < 300; ++i) {
    at += std::chrono::milliseconds(1 + random.below(2000));
    value += 20 * (random.uniform() - 0.5);
    samples.push_back({at, random.below(10) == 0 ? std::nullopt : std::optional(value)});
  }
  return samples;
}

alert_rule random_rule(random_stream& random) {
  const bool upper = random.below(2) == 0;
  auto rule = parse_alert_rule(upper ? "latency_p95 > 100 ms" : "throughput_rps < 100 /s").value();
  rule.hold = std::chrono::milliseconds(random.below(5000));
  if (random.below(2) == 0)
    rule.clear = 100 + (upper ? -1 : 1) * 20 * random.uniform();
  return rule;
}

} // namespace

TEST_SUITE_BEGIN("monitor/alert_state");

TEST_CASE("it is raised once it has been bad for the hold time, and is over past the clear bound") {
  auto rule = parse_alert_rule("latency_p95 > 100 ms").value();
  rule.hold = 2s;
  alert_state state(rule);
  const auto periods = periods_of(state, {{run_start + 1s, 120},
                                          {run_start + 2s, 99}, // not for long enough
                                          {run_start + 3s, 101},
                                          {run_start + 4s, 150},
                                          {run_start + 5s, 110}, // raised
                                          {run_start + 6s, 95},  // not yet over
                                          {run_start + 7s, std::nullopt},
                                          {run_start + 8s, 90}});
  CHECK(periods == std::vector<period>{{run_start + 3s, run_start + 5s, run_start + 8s, 150}});
}

TEST_CASE("properties of any alert, whatever the values") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    random_stream random(seed, "alerts");
    const auto rule = random_rule(random);
    const auto samples = random_samples(random);
    alert_state state(rule);
    const auto periods = periods_of(state, samples);
    for (const auto& p : periods) {
      CHECK(p.raised - p.start >= rule.hold);
      CHECK((!p.end || *p.end > p.start));
      double worst = rule.bound;
      for (const auto& s : samples) {
        if (!s.value || s.at < p.start || (p.end && s.at > *p.end))
          continue;
        worst = rule.is_worse(*s.value, worst) ? *s.value : worst;
        // Nothing but bad before it is raised; no end before it is over.
        CHECK((s.at > p.raised || rule.is_bad(*s.value)));
        CHECK((s.at <= p.raised || rule.is_over(*s.value) == (p.end == s.at)));
      }
      CHECK(p.peak == worst);
    }
    for (std::size_t i = 1; i < periods.size(); ++i) {
      REQUIRE(periods[i - 1].end);
      CHECK(*periods[i - 1].end < periods[i].start);
    }
    CHECK(state.raised() == (!periods.empty() && !periods.back().end));
  }
}

TEST_CASE("what stays between its two bounds changes nothing") {
  auto rule = parse_alert_rule("latency_p95 > 100 ms").value();
  rule.hold = 0s;
  random_stream random(1, "alerts");
  for (const bool raised_before : {false, true}) {
    alert_state state(rule);
    auto at = run_start + 1s;
    if (raised_before)
      CHECK(state.look(at, 101) == alert_change::raised);
    for (int i = 0; i < 1000; ++i)
      CHECK(state.look(at += 1s, 90.001 + 9.999 * random.uniform()) == alert_change::none);
    CHECK(state.raised() == raised_before);
  }
}

TEST_SUITE_END();
