#include "report/live/live_metrics.hpp"

#include <array>
#include <utility>

namespace simrun {

namespace {

void add_run(open_metrics_text& text, const live_state& s) {
  text.add({"simrun_run_info", "gauge", "", "What is run; always 1"},
           {{"scenario", s.name}, {"clock", s.clock == clock_kind::real ? "real" : "virtual"}}, 1);
  for (const auto phase : {live_phase::starting, live_phase::warm_up, live_phase::measuring,
                           live_phase::draining, live_phase::healing, live_phase::done})
    text.add({"simrun_phase", "gauge", "", "1 at the phase of the run, 0 at the others"},
             {{"phase", std::string(name_of(phase))}}, s.phase == phase ? 1 : 0);
  text.add({"simrun_elapsed_seconds", "gauge", "seconds",
            "Time of the run, from the start of the measured part on; negative in the warm-up"},
           {}, in_seconds(s.now));
}

void add_requests(open_metrics_text& text, const live_state& s) {
  text.add({"simrun_requests_issued", "counter", "", "Requests issued in the measured part"}, {},
           static_cast<double>(s.outcomes.issued));
  for (const auto how : all_outcomes)
    text.add({"simrun_requests_ended", "counter", "", "Requests of the measured part by how they ended"},
             {{"outcome", std::string(name_of(how))}}, static_cast<double>(s.outcomes[how]));
  text.add({"simrun_requests_open", "gauge", "", "Requests that were issued and have not ended"}, {},
           static_cast<double>(s.open_requests));
  text.add({"simrun_queue_depth", "gauge", "", "Requests that waited for a worker, the most of late"}, {},
           static_cast<double>(s.queue_depth));
}

void add_rates(open_metrics_text& text, const live_state& s) {
  const std::string_view unit = "requests_per_second";
  if (s.rates.target_rps)
    text.add({"simrun_target_requests_per_second", "gauge", unit, "What the load pattern asks for"}, {},
             *s.rates.target_rps);
  text.add({"simrun_offered_requests_per_second", "gauge", unit, "Requests issued, of late"}, {},
           s.rates.issued_rps);
  text.add({"simrun_throughput_requests_per_second", "gauge", unit, "Requests that succeeded, of late"}, {},
           s.rates.successful_rps);
}

void add_latency(open_metrics_text& text, const metric_family& family, const live_latency& l) {
  const std::array<std::pair<const char*, std::optional<double>>, 3> quantiles{
      {{"0.5", l.p50_ms}, {"0.95", l.p95_ms}, {"0.99", l.p99_ms}}};
  for (const auto& [q, ms] : quantiles)
    if (ms)
      text.add(family, {{"quantile", q}}, *ms / 1e3);
}

void add_parts(open_metrics_text& text, const live_state& s) {
  for (const auto& w : s.workers)
    text.add({"simrun_worker_up", "gauge", "", "1 where the worker is up"}, {{"worker", w.name}},
             w.state == "down" ? 0 : 1);
  const auto add = [&](const char* name, std::string_view unit, const char* help,
                       const std::optional<double>& value) {
    if (value)
      text.add({name, "gauge", unit, help}, {}, *value);
  };
  add("simrun_workers_busy_ratio", "ratio", "Share of the workers' time in which they work, of late",
      s.workers_busy);
  add("simrun_cache_hit_ratio", "ratio", "Share of requests that the cache answered, of late",
      s.cache_hit_rate);
  add("simrun_cpu_utilization_ratio", "ratio", "Share of the machine's processors", s.cpu_utilization);
  if (s.memory_mb)
    text.add({"simrun_memory_usage_bytes", "gauge", "bytes", "Memory that is resident"}, {},
             *s.memory_mb * 1e6);
  text.add({"simrun_breaker_open", "gauge", "", "1 where the circuit breaker is not closed"}, {},
           s.breaker == breaker_state::closed ? 0 : 1);
}

void add_judgements(open_metrics_text& text, const live_state& s) {
  text.add({"simrun_faults_active", "gauge", "", "Faults that are active"}, {},
           static_cast<double>(s.faults.size()));
  for (std::size_t i = 0; i < s.requirements.size(); ++i)
    text.add({"simrun_requirement_violated", "gauge", "", "1 where the requirement does not hold so far"},
             {{"requirement", s.requirements[i].text}, {"number", std::to_string(i + 1)}},
             s.requirements[i].standing == live_standing::violated ? 1 : 0);
  for (const std::string severity : {"critical", "warning"}) {
    double raised = 0;
    for (const auto& a : s.alerts)
      raised += a.severity == severity ? 1 : 0;
    text.add({"simrun_alerts", "gauge", "", "Alerts that are raised"}, {{"severity", severity}}, raised);
  }
}

} // namespace

std::string live_metrics(const live_state& s, metrics_dialect dialect) {
  open_metrics_text text(dialect);
  add_run(text, s);
  add_requests(text, s);
  add_rates(text, s);
  add_latency(text, {"simrun_latency_seconds", "summary", "seconds", "Latency of what ended of late"},
              s.latency_now);
  add_latency(text, {"simrun_latency_overall_seconds", "summary", "seconds", "Latency of the measured part"},
              s.latency_overall);
  add_parts(text, s);
  add_judgements(text, s);
  return std::move(text).finish();
}

} // namespace simrun
