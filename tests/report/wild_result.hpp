#pragma once

#include "core/random.hpp"
#include "monitor/run_result.hpp"

#include <cmath>

namespace simrun::test {

/// Results as no run would give them: every field may be there or not, names hold anything. For properties
/// that hold of all results.
class wild_results {
public:
  explicit wild_results(std::uint64_t seed) : random_(seed, "wild result") {}

  run_result draw() {
    run_result r;
    draw_facts(r);
    draw_judgement(r);
    draw_measurements(r);
    if (flip())
      r.search = search();
    if (flip())
      r.cpu_limit = cpu_limit_record{number(), name(), {count(), span()}};
    if (flip())
      r.baseline = baseline();
    return r;
  }

private:
  bool flip() { return random_.below(2) == 0; }
  std::uint64_t count() { return random_.bits() >> random_.below(64); }
  double number() { return std::ldexp(random_.uniform() - 0.5, static_cast<int>(random_.below(40))); }
  double share() { return random_.uniform(); }
  /// Up to a fortnight, so that its seconds hold every nanosecond.
  duration span() { return duration(static_cast<std::int64_t>(random_.bits() >> (14 + random_.below(50)))); }
  time_point time() { return run_start + (flip() ? span() : -span()); }

  template <class Draw>
  auto maybe(Draw draw) {
    return flip() ? std::optional(draw()) : std::nullopt;
  }
  template <class Draw>
  auto some(Draw draw, std::uint64_t at_most = 4) {
    std::vector<decltype(draw())> values(random_.below(at_most + 1));
    for (auto& value : values)
      value = draw();
    return values;
  }

  std::string name() {
    static constexpr std::array<std::string_view, 13> parts{
        "</script><b>", "a", "Z", " ", "|", "<&>", "\"", "'", "\\", "\n", "\x01", "\u00e9", "]]>"};
    std::string text;
    for (auto n = 1 + random_.below(8); n > 0; --n)
      text += parts[random_.below(parts.size())];
    return text;
  }
  /// No name twice, for keys of an object are so.
  template <class Draw>
  auto named(Draw draw) {
    std::vector<std::pair<std::string, decltype(draw())>> entries;
    for (auto n = random_.below(4); n > 0; --n)
      entries.emplace_back(std::to_string(n) + name(), draw());
    return entries;
  }

  outcome_counts outcomes() {
    outcome_counts counts;
    counts.issued = count();
    for (const auto how : all_outcomes)
      counts[how] = count();
    return counts;
  }

  latency_histogram histogram() {
    latency_histogram h;
    for (auto n = random_.below(30); n > 0; --n)
      h.record(duration(static_cast<std::int64_t>(random_.bits() >> (25 + random_.below(38)))) -
                   duration(flip() ? 0 : 3),
               1 + random_.below(1000));
    return h;
  }

  interval row() {
    interval i;
    i.start = time();
    i.width = span();
    i.counts = outcomes();
    const auto a_number = [&] { return number(); };
    i.latency_p50_ms = maybe(a_number);
    i.latency_p95_ms = maybe(a_number);
    i.latency_p99_ms = maybe(a_number);
    i.latency_max_ms = maybe(a_number);
    i.cpu_utilization = maybe(a_number);
    i.memory_mb = maybe(a_number);
    i.heap_mb = maybe(a_number);
    i.open_descriptors = maybe([&] { return count(); });
    i.threads = maybe([&] { return count(); });
    i.depths = maybe([&] { return queue_depths{count(), count(), breaker_state(random_.below(3))}; });
    return i;
  }

  latency_map latencies() {
    latency_map map{{duration(0)}, {}};
    for (auto buckets = 1 + random_.below(5); buckets > 0; --buckets)
      map.bounds.push_back(map.bounds.back() +
                           duration(1 + static_cast<std::int64_t>(random_.below(1 << 30))));
    map.rows = some([&] {
      latency_map::row r{time(), span(), std::vector<std::uint64_t>(map.bounds.size() - 1)};
      for (auto& held : r.counts)
        held = count();
      return r;
    });
    return map;
  }

  latency_stability stability() {
    return {maybe([&] { return number(); }), maybe([&] {
              return latency_change{time(), number(), number()};
            })};
  }
  trend slope() { return {number(), number(), number()}; }

  fault_record fault() {
    fault_record f;
    f.text = name();
    f.kind = name();
    f.target = name();
    f.planned_at = time();
    f.planned_heal_at = maybe([&] { return time(); });
    f.fired_at = maybe([&] { return time(); });
    f.healed_at = maybe([&] { return time(); });
    f.hit = some([&] { return name(); });
    f.requests_affected = count();
    f.messages_affected = count();
    f.endured = flip();
    f.degradation = maybe([&] {
      return degradation{count(),
                         count(),
                         maybe([&] { return share(); }),
                         maybe([&] { return share(); }),
                         number(),
                         maybe([&] { return number(); }),
                         maybe([&] { return number(); })};
    });
    f.recovery = maybe([&] { return span(); });
    return f;
  }

  requirement_result requirement() {
    static constexpr std::array<std::string_view, 5> sentences{
        "latency_p95 < 100 ms", "error_rate <= 1 % over 10s after 5s", "latency_p99{outcome=cached} < 2 ms",
        "throughput_rps{group=cold} >= 20 /s", "success_rate{during=fault} > 90 %"};
    requirement_result r;
    r.rule = parse_requirement(sentences[random_.below(sentences.size())]).value();
    r.rule.severity = flip() ? severity::critical : severity::warning;
    r.value = maybe([&] { return number(); });
    r.holds = flip();
    r.percentile = maybe([&] {
      const bool decided = flip();
      return percentile_evidence{!decided  ? decision::undecided
                                 : r.holds ? decision::holds
                                           : decision::fails,
                                 count(), count(), count()};
    });
    r.windows = maybe([&] { return window_record{count(), count(), r.value, time()}; });
    r.growth = maybe([&] { return slope(); });
    return r;
  }

  alert an_alert() {
    return {.severity = name(),
            .message = name(),
            .rule = flip() ? name() : "",
            .start = maybe([&] { return time(); }),
            .end = maybe([&] { return time(); }),
            .peak = maybe([&] { return number(); })};
  }

  metric_change change(std::string metric) {
    metric_change c{std::move(metric), maybe([&] { return number(); }), maybe([&] { return number(); })};
    c.change = maybe([&] { return number(); });
    c.interval = maybe([&] {
      return flip() ? value_range{-HUGE_VAL, HUGE_VAL} : value_range{number(), number()};
    });
    c.verdict = static_cast<change_verdict>(random_.below(5));
    c.why = flip() ? name() : "";
    return c;
  }

  baseline_record baseline() {
    baseline_record b{name(), number(), some([&] { return name(); }), {}};
    for (const auto& [metric, ignored] : named([&] { return 0; }))
      b.changes.push_back(change(metric));
    return b;
  }

  search_probe probe() {
    search_probe p;
    p.rate_rps = number();
    p.length = span();
    p.seed = count();
    p.samples = count();
    p.verdict = flip() ? "held" : "disturbed";
    p.why = name();
    p.throughput_rps = number();
    p.latency_p50_ms = maybe([&] { return number(); });
    p.latency_p95_ms = maybe([&] { return number(); });
    p.latency_p99_ms = maybe([&] { return number(); });
    p.cpu_utilization = maybe([&] { return share(); });
    return p;
  }

  search_record search() {
    search_record s;
    s.rps_min = number();
    s.rps_max = number();
    s.tolerance = number();
    s.answer_rps = maybe([&] { return number(); });
    s.highest_held_rps = maybe([&] { return number(); });
    s.lowest_failed_rps = maybe([&] { return number(); });
    s.edge_rps = maybe([&] { return std::pair{number(), number()}; });
    s.goodput_rps = maybe([&] { return number(); });
    s.confirmed = flip();
    s.ended = name();
    s.probes = some([&] { return probe(); });
    return s;
  }

  void draw_facts(run_result& r) {
    r.scenario_name = name();
    r.scenario_file = name();
    r.clock = flip() ? "real" : "virtual";
    r.seed = count();
    r.seeds = named([&] { return count(); });
    r.measured = span();
    r.environment = named([&] { return name(); });
    r.started_at = maybe([&] { return name(); });
    r.replay = flip() ? name() : "";
    r.event_digest = maybe([&] { return count(); });
    r.events = r.event_digest ? count() : 0;
  }

  void draw_judgement(run_result& r) {
    r.verdict = verdict(random_.below(3));
    r.invalid_reasons = some([&] { return name(); });
    r.interrupted = flip();
    r.broken = flip();
    r.disturbed = flip();
    r.aborted = maybe([&] { return name(); });
    r.not_recovered = some([&] { return name(); });
    r.requirements = some([&] { return requirement(); });
    r.alerts = some([&] { return an_alert(); });
  }

  void draw_measurements(run_result& r) {
    r.metrics = named([&] { return number(); });
    r.outcomes = outcomes();
    r.warmup_outcomes = outcomes();
    r.failures = named([&] { return count(); });
    r.histograms = named([&] { return histogram(); });
    if (flip())
      r.histograms.emplace_back("latency", histogram());
    for (const auto& [group, value] : named([&] { return number(); }))
      r.groups.push_back({group, {{"latency_p95", value}}, outcomes()});
    r.intervals = some([&] { return row(); });
    if (flip())
      r.latencies = latencies();
    r.breaker_changes = some([&] { return breaker_change{time(), breaker_state(random_.below(3))}; });
    r.trends = {maybe([&] { return slope(); }), maybe([&] { return slope(); }), stability(), stability()};
    r.faults = some([&] { return fault(); });
    for (auto n = random_.below(3); n > 0; --n)
      r.environments.push_back({std::to_string(n) + name(), name(), name(), named([&] { return number(); })});
  }

  random_stream random_;
};

inline run_result wild_result(std::uint64_t seed) {
  return wild_results(seed).draw();
}

} // namespace simrun::test
