#include "report/result/result_json.hpp"

#include "report/comparison/comparison_json.hpp"
#include "report/result/json_parts.hpp"
#include "report/result/search_json.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

using namespace json_parts;

json seconds_or_null(const std::optional<time_point>& t) {
  return t ? json(in_seconds(*t)) : json(nullptr);
}

json scenario_of(const run_result& r) {
  json scenario = {{"name", r.scenario_name},
                   {"file", r.scenario_file},
                   {"clock", r.clock},
                   {"seed", r.seed},
                   {"duration_s", in_seconds(r.measured)}};
  for (const auto& [dimension, seed] : r.seeds)
    scenario["seeds"][dimension] = seed;
  return scenario;
}

json histogram_of(const latency_histogram& h) {
  const auto nanoseconds = [](std::optional<duration> d) { return d ? json(d->count()) : json(nullptr); };
  auto bins = json::array();
  for (const auto& bin : h.bins())
    bins.push_back(json::array({bin.lower.count(), bin.upper.count(), bin.count}));
  return {{"unit", "ns"},
          {"count", h.count()},
          {"min", nanoseconds(h.min())},
          {"max", nanoseconds(h.max())},
          {"mean", nanoseconds(h.mean())},
          {"bins", std::move(bins)}};
}

json interval_of(const interval& row) {
  json object{{"t_s", in_seconds(row.start)}, {"width_s", in_seconds(row.width)}};
  object.update(outcomes_of(row.counts));
  object["latency_p50_ms"] = or_null(row.latency_p50_ms);
  object["latency_p95_ms"] = or_null(row.latency_p95_ms);
  object["latency_p99_ms"] = or_null(row.latency_p99_ms);
  object["latency_max_ms"] = or_null(row.latency_max_ms);
  object["cpu_utilization"] = or_null(row.cpu_utilization);
  object["memory_mb"] = or_null(row.memory_mb);
  object["heap_mb"] = or_null(row.heap_mb);
  object["open_descriptors"] = or_null(row.open_descriptors);
  object["threads"] = or_null(row.threads);
  object["queue_depth_max"] = row.depths ? json(row.depths->requests) : json(nullptr);
  object["mailbox_depth"] = row.depths ? json(row.depths->mailbox) : json(nullptr);
  object["breaker"] = row.depths ? json(name_of(row.depths->breaker)) : json(nullptr);
  return object;
}

json latency_map_of(const latency_map& map) {
  const auto row = [](const latency_map::row& r) {
    return json{{"t_s", in_seconds(r.start)}, {"width_s", in_seconds(r.width)}, {"counts", r.counts}};
  };
  return {{"bounds_ns", array_of(map.bounds, [](duration bound) { return bound.count(); })},
          {"rows", array_of(map.rows, row)}};
}

json breaker_change_of(const breaker_change& change) {
  return {{"at_s", in_seconds(change.at)}, {"state", name_of(change.to)}};
}

json trend_of(const std::optional<trend>& t) {
  return t ? json{{"slope", t->slope}, {"lower", t->lower}, {"upper", t->upper}, {"confidence", 0.99}}
           : json();
}

json stability_of(const latency_stability& s) {
  json change;
  if (s.change)
    change = {{"at_s", in_seconds(s.change->at)},
              {"before_ms", s.change->before_ms},
              {"after_ms", s.change->after_ms}};
  return {{"drift", or_null(s.drift)}, {"change", std::move(change)}};
}

json trends_object(const run_trends& t) {
  return {{"memory_mb_per_hour", trend_of(t.memory_mb_per_hour)},
          {"heap_mb_per_hour", trend_of(t.heap_mb_per_hour)},
          {"latency_p50", stability_of(t.latency_p50)},
          {"latency_p95", stability_of(t.latency_p95)}};
}

json degradation_of(const std::optional<degradation>& d) {
  if (!d)
    return {};
  return {{"requests", d->requests},
          {"success_rate", or_null(d->success_rate)},
          {"fallback_usage_rate", or_null(d->fallback_usage_rate)},
          {"throughput_rps", d->throughput_rps},
          {"latency_p95_ms", or_null(d->latency_p95_ms)},
          {"latency_p95_ms_peak", or_null(d->latency_p95_ms_peak)}};
}

json fault_of(const fault_record& fault) {
  json object{{"text", fault.text},
              {"kind", fault.kind},
              {"target", fault.target},
              {"planned_at_s", in_seconds(fault.planned_at)},
              {"planned_heal_at_s", seconds_or_null(fault.planned_heal_at)},
              {"fired_at_s", seconds_or_null(fault.fired_at)},
              {"healed_at_s", seconds_or_null(fault.healed_at)},
              {"hit", fault.hit},
              {"requests_affected", fault.requests_affected},
              {"messages_affected", fault.messages_affected},
              {"requests_lost", fault.degradation ? json(fault.degradation->requests_lost) : json()},
              {"degradation", degradation_of(fault.degradation)},
              {"recovery_s", fault.recovery ? json(in_seconds(*fault.recovery)) : json()}};
  if (fault.endured)
    object["endured"] = true;
  return object;
}

json requirement_of(const requirement_result& r) {
  json requirement = {
      {"that", r.rule.text},     {"severity", name_of(r.rule.severity)},
      {"metric", r.rule.metric}, {"comparison", symbol_of(r.rule.compare)},
      {"bound", r.rule.bound},   {"value", or_null(r.value)},
      {"holds", r.holds},        {"margin", r.value ? json(r.rule.margin(*r.value)) : json(nullptr)}};
  if (r.percentile) {
    requirement["decided"] = !r.undecided();
    requirement["samples"] = r.percentile->samples;
    requirement["samples_past_bound"] = r.percentile->past_bound;
    requirement["samples_still_needed"] = r.percentile->still_needed;
  }
  if (r.windows) {
    requirement["windows"] = r.windows->windows;
    requirement["windows_violated"] = r.windows->violated;
    requirement["worst_window_end_s"] =
        r.windows->worst ? json(in_seconds(r.windows->worst_end)) : json(nullptr);
  }
  if (r.growth) {
    requirement["lower"] = r.growth->lower;
    requirement["upper"] = r.growth->upper;
  }
  return requirement;
}

json alert_of(const alert& a) {
  return {{"severity", a.severity},
          {"message", a.message},
          {"rule", a.rule.empty() ? json() : json(a.rule)},
          {"start_s", seconds_or_null(a.start)},
          {"end_s", seconds_or_null(a.end)},
          {"peak", or_null(a.peak)}};
}

json groups_of(const run_result& r) {
  auto object = json::object();
  for (const auto& g : r.groups)
    object[g.name] = {{"metrics", object_of(g.metrics)}, {"outcomes", outcomes_of(g.outcomes)}};
  return object;
}

json environments_of(const run_result& r) {
  auto object = json::object();
  for (const auto& e : r.environments)
    object[e.name] = {{"policy", e.policy}, {"symbols", e.symbols}, {"metrics", object_of(e.metrics)}};
  return object;
}

json cpu_limit_of(const cpu_limit_record& limit) {
  return {{"cores", limit.cores},
          {"enforced_by", limit.enforced_by},
          {"throttled", limit.throttling.times},
          {"throttled_s", in_seconds(limit.throttling.waited)}};
}

json baseline_of(const baseline_record& b) {
  return {{"file", b.file},
          {"minimum_effect", b.minimum_effect},
          {"regressed", b.regressed()},
          {"warnings", b.warnings},
          {"metrics", changes_json(b.changes)}};
}

json histograms_of(const run_result& r) {
  auto object = json::object();
  for (const auto& [name, histogram] : r.histograms)
    object[name] = histogram_of(histogram);
  return object;
}

/// As text: a number this large is no number to every reader of JSON.
json digest_of(const run_result& r) {
  return r.event_digest ? json(fmt::format("{:016x}", *r.event_digest)) : json();
}

json document_of(const run_result& r) {
  json document = {{"schema", result_schema},
                   {"scenario", scenario_of(r)},
                   {"environment", object_of(r.environment)},
                   {"started_at", or_null(r.started_at)},
                   {"verdict", name_of(r.verdict)},
                   {"invalid_reasons", r.invalid_reasons},
                   {"interrupted", r.interrupted},
                   {"metrics", object_of(r.metrics)},
                   {"outcomes", outcomes_of(r.outcomes)},
                   {"warmup_outcomes", outcomes_of(r.warmup_outcomes)},
                   {"failures", object_of(r.failures)},
                   {"histograms", histograms_of(r)},
                   {"intervals", array_of(r.intervals, interval_of)},
                   {"latency_map", latency_map_of(r.latencies)},
                   {"breaker_changes", array_of(r.breaker_changes, breaker_change_of)},
                   {"trends", trends_object(r.trends)},
                   {"faults", array_of(r.faults, fault_of)},
                   {"requirements", array_of(r.requirements, requirement_of)},
                   {"alerts", array_of(r.alerts, alert_of)},
                   {"event_digest", digest_of(r)},
                   {"events", r.event_digest ? json(r.events) : json()}};
  if (!r.replay.empty())
    document["replay"] = r.replay;
  if (r.broken)
    document["broken"] = true;
  if (r.disturbed)
    document["disturbed"] = true;
  if (!r.groups.empty())
    document["groups"] = groups_of(r);
  if (!r.environments.empty())
    document["trading_environments"] = environments_of(r);
  if (!r.not_recovered.empty())
    document["not_recovered"] = r.not_recovered;
  if (r.aborted)
    document["aborted_by"] = *r.aborted;
  if (r.cpu_limit)
    document["cpu_limit"] = cpu_limit_of(*r.cpu_limit);
  if (r.baseline)
    document["baseline"] = baseline_of(*r.baseline);
  if (r.search)
    document["search"] = search_of(*r.search);
  return document;
}

} // namespace

std::string result_json(const run_result& result) {
  return text_of(document_of(result), 2) + "\n";
}

} // namespace simrun
