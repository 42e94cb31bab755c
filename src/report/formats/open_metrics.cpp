#include "report/formats/open_metrics.hpp"

#include "report/formats/open_metrics_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>

namespace simrun {

namespace {

/// "success_rate{during=fault}" as its name and its selector, which becomes a label.
struct selected_metric {
  std::string_view name;
  metric_labels labels;
};

selected_metric split(std::string_view metric) {
  const auto brace = metric.find('{');
  selected_metric split{metric.substr(0, brace), {}};
  if (brace == metric.npos || !metric.ends_with('}'))
    return split;
  const auto selector = metric.substr(brace + 1, metric.size() - brace - 2);
  for (const std::string_view key : {"during", "outcome", "group"})
    if (selector.starts_with(key) && selector.substr(key.size()).starts_with('='))
      split.labels = {{key, std::string(selector.substr(key.size() + 1))}};
  if (split.labels.empty())
    split.labels = {{"selector", std::string(selector)}};
  return split;
}

void add_run(open_metrics_text& text, const run_result& r) {
  text.add({"simrun_run_info", "gauge", "", "What was run; always 1"},
           {{"scenario", r.scenario_name},
            {"file", r.scenario_file},
            {"clock", r.clock},
            {"seed", std::to_string(r.seed)},
            {"digest", r.event_digest ? fmt::format("{:016x}", *r.event_digest) : ""}},
           1);
  for (const auto v : {verdict::passed, verdict::failed, verdict::invalid})
    text.add({"simrun_verdict", "gauge", "", "1 at the verdict of the run, 0 at the others"},
             {{"verdict", std::string(name_of(v))}}, r.verdict == v ? 1 : 0);
  text.add({"simrun_measured_seconds", "gauge", "seconds", "Length of the measured part"}, {},
           in_seconds(r.measured));
}

void add_metrics(open_metrics_text& text, const run_result& r) {
  // By family, for its samples must follow each other.
  for (const auto& info : all_metrics()) {
    const auto metric = exported(info);
    for (const auto& [name, value] : r.metrics)
      if (const auto chosen = split(name); chosen.name == info.name)
        text.add(metric.family, chosen.labels, metric.in_base_units(value));
    for (const auto& group : r.groups)
      for (const auto& [name, value] : group.metrics)
        if (name == info.name)
          text.add(metric.family, {{"group", group.name}}, metric.in_base_units(value));
  }
}

void add_outcomes(open_metrics_text& text, const run_result& r) {
  const metric_family family{"simrun_outcomes", "gauge", "",
                             "Requests of the measured part by how they ended"};
  for (const auto how : all_outcomes)
    text.add(family, {{"outcome", std::string(name_of(how))}}, static_cast<double>(r.outcomes[how]));
}

void add_summary(open_metrics_text& text, const metric_family& family, const latency_histogram& h,
                 const metric_labels& labels) {
  for (const auto* q : {"0.5", "0.9", "0.95", "0.99", "0.999", "0.9999"}) {
    auto with_quantile = labels;
    with_quantile.emplace_back("quantile", q);
    text.add(family, with_quantile, in_seconds(*h.percentile(std::stod(q))));
  }
  text.add(family, labels, in_seconds(h.sum()), "_sum");
  text.add(family, labels, static_cast<double>(h.count()), "_count");
}

void add_latencies(open_metrics_text& text, const run_result& r) {
  const metric_family family{"simrun_latency_by_outcome_seconds", "summary", "seconds",
                             "Latency from the intended time, by outcome"};
  for (const auto how : all_outcomes)
    if (const auto* h = r.histogram(fmt::format("latency{{outcome={}}}", name_of(how))); h && h->count() > 0)
      add_summary(text, family, *h, {{"outcome", std::string(name_of(how))}});
}

void add_requirements(open_metrics_text& text, const run_result& r) {
  const auto labels_of = [&](std::size_t i) -> metric_labels {
    return {{"requirement", r.requirements[i].rule.text},
            {"severity", std::string(name_of(r.requirements[i].rule.severity))},
            {"number", std::to_string(i + 1)}};
  };
  for (std::size_t i = 0; i < r.requirements.size(); ++i)
    text.add({"simrun_requirement_holds", "gauge", "", "1 where the requirement holds, 0 where it does not"},
             labels_of(i), r.requirements[i].holds ? 1 : 0);
  for (std::size_t i = 0; i < r.requirements.size(); ++i)
    if (const auto& x = r.requirements[i]; x.value && x.rule.bound != 0)
      text.add({"simrun_requirement_margin_ratio", "gauge", "ratio",
                "Room that is left, as a share of the bound; negative where it is past"},
               labels_of(i), x.rule.margin(*x.value));
}

void add_faults(open_metrics_text& text, const run_result& r) {
  const auto labels_of = [&](std::size_t i) -> metric_labels {
    return {{"fault", r.faults[i].text}, {"number", std::to_string(i + 1)}};
  };
  for (std::size_t i = 0; i < r.faults.size(); ++i)
    text.add({"simrun_fault_fired", "gauge", "", "1 where the fault was seen to fire"}, labels_of(i),
             r.faults[i].fired_at ? 1 : 0);
  for (std::size_t i = 0; i < r.faults.size(); ++i)
    if (r.faults[i].recovery)
      text.add({"simrun_fault_recovery_seconds", "gauge", "seconds",
                "Time from the healing of the fault until the critical requirements held again"},
               labels_of(i), in_seconds(*r.faults[i].recovery));
}

void add_alerts(open_metrics_text& text, const run_result& r) {
  for (const std::string_view severity : {"critical", "warning"})
    text.add({"simrun_alerts", "gauge", "", "Alerts of the run"}, {{"severity", std::string(severity)}},
             static_cast<double>(std::ranges::count(r.alerts, severity, &alert::severity)));
}

} // namespace

std::string open_metrics(const run_result& r) {
  open_metrics_text text;
  for (const auto add :
       {add_run, add_metrics, add_outcomes, add_latencies, add_requirements, add_faults, add_alerts})
    add(text, r);
  return std::move(text).finish();
}

} // namespace simrun
