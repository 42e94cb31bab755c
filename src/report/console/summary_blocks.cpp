#include "report/console/summary_blocks.hpp"

#include "monitor/readable.hpp"
#include "report/alert_cells.hpp"
#include "report/text_table.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <initializer_list>

namespace simrun::summary {

namespace {

std::string margin_of(const requirement_result& r) {
  return !r.value || r.rule.bound == 0 ? "-" : readable_margin(r.rule.margin(*r.value));
}

std::string state_of(const requirement_result& r) {
  if (!r.value)
    return "not measured";
  if (r.holds)
    return "holds";
  if (r.undecided())
    return "undecided";
  return r.rule.severity == severity::critical ? "FAILS" : "alert";
}

text_table percentile_table(std::string of_what) {
  return text_table({std::move(of_what), "requests", "p50", "p90", "p95", "p99", "p99.9", "max"});
}

void add_percentiles(text_table& table, std::string name, const latency_histogram* h) {
  if (!h || h->count() == 0)
    return;
  std::vector<std::string> cells{std::move(name), readable_count(h->count())};
  for (const double q : {0.5, 0.9, 0.95, 0.99, 0.999, 1.0})
    cells.push_back(readable_milliseconds(in_milliseconds(*h->percentile(q))));
  table.add(std::move(cells));
}

struct named_metric {
  std::string_view title;
  std::string_view metric;
};

/// A line for each that was measured.
std::string metrics_block(const run_result& result, std::string_view title,
                          std::initializer_list<named_metric> lines) {
  text_table table({std::string(title), ""});
  for (const auto& line : lines)
    if (const auto value = result.metric(line.metric))
      table.add({"  " + std::string(line.title), readable(line.metric, *value)});
  std::string text;
  for (const auto& line : table.lines())
    text += line + "\n";
  return table.empty() ? "" : text;
}

std::string time_of(const std::optional<time_point>& t) {
  return t ? fmt::format("{:.3f} s", in_seconds(*t)) : "never";
}

/// Requests, or where there were none, messages.
std::string affected_by(const fault_record& f) {
  return readable_count(f.requests_affected > 0 ? f.requests_affected : f.messages_affected);
}

std::string peak_of(const fault_record& f) {
  return f.degradation && f.degradation->latency_p95_ms_peak
             ? readable_milliseconds(*f.degradation->latency_p95_ms_peak)
             : "-";
}

/// A zone has thousands of workers; result.json names them all.
std::string hits_of(const fault_record& f) {
  constexpr std::size_t shown_max = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(f.hit.size(), shown_max); ++i)
    text += (i == 0 ? "" : ", ") + f.hit[i];
  return f.hit.size() <= shown_max ? text : fmt::format("{} and {} more", text, f.hit.size() - shown_max);
}

} // namespace

std::string requirements_block(const run_result& result) {
  if (result.requirements.empty())
    return "";
  text_table table({"requirement", "measured", "margin", ""});
  for (const auto& r : result.requirements)
    table.add({r.rule.text, r.value ? readable(r.rule.metric, *r.value) : "-", margin_of(r), state_of(r)});
  return "Requirements\n" + table.indented();
}

std::string alerts_block(const run_result& result) {
  text_table table({"alert", "severity", "from", "to", "peak"});
  std::string of_the_whole_run;
  std::vector<std::string> messages;
  for (const auto& a : result.alerts) {
    if (!a.start) {
      of_the_whole_run += wrapped(a.severity + ": " + a.message, "  ", width_max);
      continue;
    }
    const auto cells = cells_of(a);
    table.add({cells.what, a.severity, cells.from, cells.to, cells.peak});
    messages.push_back(a.rule.empty() || a.message.empty() ? "" : wrapped(a.message, "    ", width_max));
  }
  if (result.alerts.empty())
    return "";
  std::string text = "Alerts\n";
  const auto lines = table.lines();
  for (std::size_t i = 0; i < lines.size() && !table.empty(); ++i)
    text += "  " + lines[i] + "\n" + (i > 0 ? messages[i - 1] : "");
  return text + of_the_whole_run;
}

std::string outcomes_block(const run_result& result) {
  const auto& counts = result.outcomes;
  const auto share = [&](std::uint64_t n) {
    return counts.issued == 0 ? "-"
                              : readable_share(static_cast<double>(n) / static_cast<double>(counts.issued));
  };
  text_table table({"outcome", "requests", "share"});
  for (const auto how : all_outcomes)
    table.add({std::string(name_of(how)), readable_count(counts[how]), share(counts[how])});
  table.add({"issued", readable_count(counts.issued), share(counts.issued)});
  return "Outcomes\n" + table.indented();
}

std::string failures_block(const run_result& result) {
  text_table table({"reason", "requests"});
  for (const auto& [reason, failures] : result.failures)
    table.add({reason, readable_count(failures)});
  return table.empty() ? "" : "Failures\n" + table.indented();
}

std::string latency_block(const run_result& result) {
  auto table = percentile_table("outcome");
  add_percentiles(table, "all but rejected", result.histogram("latency"));
  for (const auto how : all_outcomes)
    add_percentiles(table, std::string(name_of(how)),
                    result.histogram(fmt::format("latency{{outcome={}}}", name_of(how))));
  return table.empty() ? "" : "Latency, from the intended time\n" + table.indented();
}

std::string groups_block(const run_result& result) {
  if (result.groups.empty())
    return "";
  text_table table({"group", "requests", "offered", "success", "p50", "p95", "p99", "max"});
  for (const auto& g : result.groups) {
    std::vector<std::string> cells{g.name, readable_count(g.outcomes.issued)};
    for (const std::string_view metric :
         {"offered_rps", "success_rate", "latency_p50", "latency_p95", "latency_p99", "latency_max"}) {
      const auto found = std::ranges::find(g.metrics, metric, &std::pair<std::string, double>::first);
      cells.push_back(found == g.metrics.end() ? "-" : readable(metric, found->second));
    }
    table.add(std::move(cells));
  }
  return "Load groups\n" + table.indented();
}

std::string lag_and_service_block(const run_result& result) {
  auto table = percentile_table("part of it");
  add_percentiles(table, "issue lag", result.histogram("issue_lag"));
  add_percentiles(table, "inside an extractor", result.histogram("service"));
  return table.empty() ? "" : "Lag and service time\n" + table.indented();
}

std::string throughput_block(const run_result& result) {
  return metrics_block(result, "Throughput", {{"offered", "offered_rps"}, {"achieved", "throughput_rps"}});
}

std::string resources_block(const run_result& result) {
  return metrics_block(result, "Resources",
                       {{"processor, of the machine", "cpu_utilization"},
                        {"memory, at most", "memory_usage_mb"},
                        {"extractors busy", "worker_utilization"},
                        {"cold start, at most", "cold_start_ms"}});
}

std::string faults_block(const run_result& result) {
  if (result.faults.empty())
    return "";
  text_table table({"fault", "fired at", "healed at", "affected", "peak p95", "recovered in"});
  for (const auto& f : result.faults)
    table.add({f.text, time_of(f.fired_at), time_of(f.healed_at), affected_by(f), peak_of(f),
               f.recovery ? readable_milliseconds(in_milliseconds(*f.recovery)) : "-"});

  const auto lines = table.lines();
  auto text = "Faults\n  " + lines.front() + "\n";
  for (std::size_t i = 0; i < result.faults.size(); ++i) {
    text += "  " + lines[i + 1] + "\n";
    if (!result.faults[i].hit.empty())
      text += wrapped(hits_of(result.faults[i]), "    hit ", width_max);
  }
  return text;
}

} // namespace simrun::summary
