#include "report/result/result_readers.hpp"

namespace simrun::result_readers {

namespace {

constexpr auto text_of = [](const json_place& place) { return place.text(); };

degradation degradation_of(const json_place& place, std::uint64_t requests_lost) {
  degradation d;
  d.requests = place["requests"].count();
  d.requests_lost = requests_lost;
  d.success_rate = place.optional_number("success_rate");
  d.fallback_usage_rate = place.optional_number("fallback_usage_rate");
  d.throughput_rps = place["throughput_rps"].number();
  d.latency_p95_ms = place.optional_number("latency_p95_ms");
  d.latency_p95_ms_peak = place.optional_number("latency_p95_ms_peak");
  return d;
}

/// What the text says besides is read from it; a later version's text may be beyond this one.
requirement rule_of(const json_place& place) {
  const auto text = place["that"].text();
  auto rule = parse_requirement(text).value_or(requirement{});
  rule.text = text;
  rule.metric = place["metric"].text();
  rule.compare = place["comparison"].one_of(
      {comparison::less, comparison::less_equal, comparison::greater, comparison::greater_equal}, symbol_of);
  rule.bound = place["bound"].number();
  rule.severity = place["severity"].one_of({severity::critical, severity::warning}, name_of);
  return rule;
}

percentile_evidence evidence(const json_place& place, bool holds) {
  percentile_evidence p;
  if (place["decided"].truth())
    p.decided = holds ? decision::holds : decision::fails;
  p.samples = place["samples"].count();
  p.past_bound = place["samples_past_bound"].count();
  p.still_needed = place["samples_still_needed"].count();
  return p;
}

window_record windows(const json_place& place, std::optional<double> worst) {
  window_record w;
  w.windows = place["windows"].count();
  w.violated = place["windows_violated"].count();
  if (const auto end = place.optional_time("worst_window_end_s")) {
    w.worst = worst.value_or(0);
    w.worst_end = *end;
  }
  return w;
}

} // namespace

fault_record fault(const json_place& place) {
  fault_record f;
  f.text = place["text"].text();
  f.kind = place["kind"].text();
  f.target = place["target"].text();
  f.planned_at = place["planned_at_s"].time();
  f.planned_heal_at = place.optional_time("planned_heal_at_s");
  f.fired_at = place.optional_time("fired_at_s");
  f.healed_at = place.optional_time("healed_at_s");
  f.hit = place["hit"].list_of(text_of);
  f.requests_affected = place["requests_affected"].count();
  f.messages_affected = place["messages_affected"].count();
  f.endured = place.find("endured") && place["endured"].truth();
  const auto lost = place.optional_count("requests_lost").value_or(0);
  f.degradation = place.optional("degradation", [&](const json_place& d) { return degradation_of(d, lost); });
  f.recovery = place.optional("recovery_s", [](const json_place& s) { return s.seconds(); });
  return f;
}

requirement_result requirement_of(const json_place& place) {
  requirement_result r;
  r.rule = rule_of(place);
  r.value = place.optional_number("value");
  r.holds = place["holds"].truth();
  if (place.find("decided"))
    r.percentile = evidence(place, r.holds);
  if (place.find("windows"))
    r.windows = windows(place, r.value);
  if (place.find("lower"))
    r.growth = trend{r.value.value_or(0), place["lower"].number(), place["upper"].number()};
  return r;
}

alert alert_of(const json_place& place) {
  return {.severity = place["severity"].text(),
          .message = place["message"].text(),
          .rule = place.optional("rule", text_of).value_or(""),
          .start = place.optional_time("start_s"),
          .end = place.optional_time("end_s"),
          .peak = place.optional_number("peak")};
}

} // namespace simrun::result_readers
