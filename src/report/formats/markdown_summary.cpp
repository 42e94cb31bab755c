#include "report/formats/markdown_summary.hpp"

#include "monitor/readable.hpp"
#include "report/alert_cells.hpp"
#include "report/comparison/comparison.hpp"
#include "report/formats/markdown_text.hpp"
#include "report/verdict_reasons.hpp"

#include <array>
#include <fmt/format.h>

namespace simrun {

namespace {

using markdown::code;
using markdown::plain;
using markdown::table;

std::string verdict_of(const run_result& r) {
  auto text = fmt::format("### {}: {}{}\n\n", plain(r.scenario_name), name_of(r.verdict),
                          r.aborted       ? " (ended early)"
                          : r.interrupted ? " (interrupted)"
                                          : "");
  for (const auto& reason : verdict_reasons(r))
    text += "- " + plain(reason) + "\n";
  return text;
}

std::string state_of(const requirement_result& r) {
  if (!r.value)
    return "not measured";
  if (r.holds)
    return "holds";
  if (r.undecided())
    return "undecided";
  return r.rule.severity == severity::critical ? "**fails**" : "warning";
}

std::string requirements_of(const run_result& r) {
  table rows({"requirement", "measured", "margin", ""});
  for (const auto& x : r.requirements)
    rows.add({code(x.rule.text), x.value ? readable(x.rule.metric, *x.value) : "-",
              x.value && x.rule.bound != 0 ? readable_margin(x.rule.margin(*x.value)) : "-", state_of(x)});
  return rows.text();
}

std::string outcomes_of(const run_result& r) {
  table rows({"outcome", "requests", "share", "p50", "p95", "p99", "p99.9", "max"});
  const auto add = [&](std::string name, std::uint64_t n, const latency_histogram* h) {
    if (n == 0)
      return;
    std::vector<std::string> cells{
        std::move(name), readable_count(n),
        readable_share(static_cast<double>(n) / static_cast<double>(r.outcomes.issued))};
    for (const double q : {0.5, 0.95, 0.99, 0.999, 1.0}) {
      const auto value = h ? h->percentile(q) : std::nullopt;
      cells.push_back(value ? readable_milliseconds(in_milliseconds(*value)) : "-");
    }
    rows.add(cells);
  };
  for (const auto how : all_outcomes)
    add(std::string(name_of(how)), r.outcomes[how],
        r.histogram(fmt::format("latency{{outcome={}}}", name_of(how))));
  const auto* all = r.histogram("latency");
  add("all but rejected", all ? all->count() : 0, all);
  return rows.text();
}

std::string rates_of(const run_result& r) {
  auto text = fmt::format("{} issued", readable_count(r.outcomes.issued));
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> named{
      {{"offered", "offered_rps"},
       {"achieved", "throughput_rps"},
       {"processor", "cpu_utilization"},
       {"memory", "memory_usage_mb"},
       {"availability", "availability"},
       {"highest rate that holds", "max_throughput_rps"}}};
  for (const auto& [title, metric] : named)
    if (const auto value = r.metric(metric))
      text += fmt::format(", {} {}", title, readable(metric, *value));
  return "\n" + text + "\n";
}

std::string faults_of(const run_result& r) {
  table rows({"fault", "fired", "healed", "affected", "recovered in"});
  const auto time = [](const std::optional<time_point>& t) {
    return t ? fmt::format("{:.1f} s", in_seconds(*t)) : "never";
  };
  for (const auto& f : r.faults)
    rows.add({code(f.text), time(f.fired_at), time(f.healed_at),
              readable_count(f.requests_affected > 0 ? f.requests_affected : f.messages_affected),
              f.recovery ? readable_milliseconds(in_milliseconds(*f.recovery)) : "-"});
  return rows.text();
}

std::string alerts_of(const run_result& r) {
  table rows({"alert", "severity", "from", "to", "peak", "message"});
  for (const auto& a : r.alerts) {
    const auto cells = cells_of(a);
    rows.add({plain(cells.what), plain(a.severity), cells.from, cells.to, cells.peak,
              plain(a.rule.empty() ? "" : a.message)});
  }
  return rows.text();
}

std::string baseline_of(const run_result& r) {
  if (!r.baseline)
    return "";
  auto text = "\nAgainst " + code(r.baseline->file) + ":\n";
  for (const auto& warning : r.baseline->warnings)
    text += "- " + plain(warning) + "\n";
  return text + changes_markdown(r.baseline->changes);
}

std::string facts_of(const run_result& r) {
  auto text = fmt::format("\n{} clock, seed {}, {} measured", r.clock, r.seed,
                          readable_milliseconds(in_milliseconds(r.measured)));
  if (r.event_digest)
    text += fmt::format(", digest `{:016x}`", *r.event_digest);
  return text + (r.replay.empty() ? "" : "; again with " + code(r.replay)) + "\n";
}

} // namespace

std::string markdown_summary(const run_result& r) {
  std::string text;
  for (const auto part :
       {verdict_of, requirements_of, baseline_of, outcomes_of, rates_of, faults_of, alerts_of, facts_of})
    text += part(r);
  return text;
}

} // namespace simrun
