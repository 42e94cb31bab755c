#include "report/live/live_json.hpp"

#include "monitor/readable.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace simrun {

namespace {

using json = nlohmann::ordered_json;

/// As many digits as a chart can show.
json rounded(double value) {
  return std::round(value * 1000) / 1000;
}

template <class T>
json number_or_null(const std::optional<T>& value) {
  return value ? rounded(*value) : json();
}

json latency_json(const live_latency& l) {
  return {{"p50", number_or_null(l.p50_ms)},
          {"p95", number_or_null(l.p95_ms)},
          {"p99", number_or_null(l.p99_ms)}};
}

json rates_json(const live_rates& r) {
  json by_outcome = json::object();
  for (const auto how : all_outcomes)
    by_outcome[std::string(name_of(how))] = rounded(r.by_outcome_rps[static_cast<std::size_t>(how)]);
  return {{"target", number_or_null(r.target_rps)},
          {"issued", rounded(r.issued_rps)},
          {"successful", rounded(r.successful_rps)},
          {"by_outcome", std::move(by_outcome)}};
}

json point_json(const live_point& p) {
  return {{"t", rounded(in_seconds(p.at))},
          {"rates", rates_json(p.rates)},
          {"latency", latency_json(p.latency)},
          {"queue", p.queue_depth},
          {"open", p.open_requests},
          {"cpu", number_or_null(p.cpu_utilization)},
          {"memory_mb", number_or_null(p.memory_mb)}};
}

json fault_json(const live_fault& f) {
  return {{"text", f.text},
          {"since", rounded(in_seconds(f.since))},
          {"until", f.until ? rounded(in_seconds(*f.until)) : json()}};
}

json faults_json(const live_state& s) {
  json faults = json::array();
  for (const auto* some : {&s.past_faults, &s.faults})
    for (const auto& f : *some)
      faults.push_back(fault_json(f));
  return faults;
}

json requirements_json(const live_state& s) {
  json rules = json::array();
  for (const auto& r : s.requirements)
    rules.push_back({{"text", r.text},
                     {"severity", name_of(r.severity)},
                     {"value", r.value ? json(readable(r.metric, *r.value)) : json()},
                     {"standing", name_of(r.standing)}});
  return rules;
}

json alerts_json(const live_state& s) {
  json alerts = json::array();
  for (const auto& a : s.alerts)
    alerts.push_back({{"severity", a.severity},
                      {"rule", a.rule},
                      {"message", a.message},
                      {"since", rounded(in_seconds(a.since))}});
  return alerts;
}

json workers_json(const live_state& s) {
  json workers = json::array();
  for (const auto& w : s.workers)
    workers.push_back({{"name", w.name}, {"state", w.state}});
  return workers;
}

json state_json(const live_state& s) {
  json outcomes{{"issued", s.outcomes.issued}};
  for (const auto how : all_outcomes)
    outcomes[std::string(name_of(how))] = s.outcomes[how];
  return {{"run", s.run},
          {"number", s.number},
          {"name", s.name},
          {"clock", s.clock == clock_kind::real ? "real" : "virtual"},
          {"phase", name_of(s.phase)},
          {"warmup_s", rounded(in_seconds(s.warmup))},
          {"measured_s", rounded(in_seconds(s.measured))},
          {"point", point_json(point_of(s))},
          {"overall", latency_json(s.latency_overall)},
          {"throughput_overall", rounded(throughput_so_far(s))},
          {"outcomes", std::move(outcomes)},
          {"workers", workers_json(s)},
          {"workers_busy", number_or_null(s.workers_busy)},
          {"breaker", name_of(s.breaker)},
          {"cache_hit_rate", number_or_null(s.cache_hit_rate)},
          {"faults", faults_json(s)},
          {"requirements", requirements_json(s)},
          {"alerts", alerts_json(s)},
          {"updates_skipped", s.updates_skipped}};
}

/// A name that is no UTF-8 must not end the view.
std::string text_of(const json& j) {
  return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

std::string live_json(const live_state& s, std::uint64_t lost) {
  auto j = state_json(s);
  j["updates_lost"] = lost;
  return text_of(j);
}

std::string live_json(const live_feed::past& past) {
  json points = json::array();
  for (const auto& p : past.points)
    points.push_back(point_json(p));
  return text_of(
      {{"newest", past.newest ? state_json(*past.newest) : json()}, {"points", std::move(points)}});
}

} // namespace simrun
