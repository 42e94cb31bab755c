#include "monitor/readable.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::html {

namespace {

bool something_ended(const run_result& r) {
  return std::ranges::any_of(r.intervals, [](const interval& i) { return i.latency_max_ms.has_value(); });
}

/// "p95 from 1.20 ms to 3.40 ms"
std::string range_of_p95(const run_result& r) {
  std::optional<double> lowest, highest;
  for (const auto& row : r.intervals)
    if (row.latency_p95_ms) {
      lowest = std::min(lowest.value_or(*row.latency_p95_ms), *row.latency_p95_ms);
      highest = std::max(highest.value_or(*row.latency_p95_ms), *row.latency_p95_ms);
    }
  return lowest ? fmt::format("p95 of an interval lies between {} and {}.", readable_milliseconds(*lowest),
                              readable_milliseconds(*highest))
                : "";
}

std::string how_to_read(const run_result& r) {
  auto note = fmt::format("Each step is an interval of {}.", to_text(r.intervals.front().width));
  if (!r.faults.empty())
    note += " Shaded: a fault was active; its number is that of the table of faults.";
  return note;
}

std::string over_time(const run_result& r) {
  return html_of({"latency", "Latency over time", "ms, log scale, from the intended time", range_of_p95(r),
                  how_to_read(r)});
}

std::string percentile_curve(const latency_histogram& all) {
  const auto at = [&](double q) { return readable_milliseconds(in_milliseconds(*all.percentile(q))); };
  return html_of(
      {"percentiles", "Latency by percentile", "ms, log scale, over log of 1 - q",
       fmt::format("Of all but the rejected: p50 {}, p90 {}, p99 {}, p99.9 {}.", at(0.5), at(0.9), at(0.99),
                   at(0.999)),
       "Further right is rarer: each step to p90, p99, p99.9, p99.99 is ten times as rare. Dotted: "
       "fewer than ten requests are behind it."});
}

std::string heat_map(const run_result& r) {
  return html_of({"heat", "Latency heat map", "ms, log scale; shade: requests/s in a cell",
                  fmt::format("{} {} latencies over {} stretches of time.", range_of_p95(r),
                              r.latencies.bounds.size() - 1, r.latencies.rows.size()),
                  "Two bands are two ways to be answered, such as from the cache and by the network."});
}

void add_percentiles(table& rows, std::string_view name, const latency_histogram* h) {
  if (!h || h->count() == 0)
    return;
  std::vector<markup> cells{name, readable_count(h->count())};
  for (const double q : {0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 1.0})
    cells.emplace_back(readable_milliseconds(in_milliseconds(*h->percentile(q))));
  rows.add(cells);
}

std::string percentile_table(const run_result& r) {
  using enum table::column_kind;
  table rows(
      "Percentiles of latency by outcome, and of its parts",
      {{"of", text}, {"requests"}, {"p50"}, {"p90"}, {"p95"}, {"p99"}, {"p99.9"}, {"p99.99"}, {"max"}});
  add_percentiles(rows, "all but rejected", r.histogram("latency"));
  for (const auto how : all_outcomes)
    add_percentiles(rows, name_of(how), r.histogram(fmt::format("latency{{outcome={}}}", name_of(how))));
  for (const auto& g : r.groups)
    add_percentiles(rows, "group " + g.name, r.histogram(fmt::format("latency{{group={}}}", g.name)));
  add_percentiles(rows, "inside an extractor", r.histogram("service"));
  add_percentiles(rows, "issue lag", r.histogram("issue_lag"));
  return rows.html();
}

} // namespace

std::string latency_section(const run_result& r) {
  const auto* all = r.histogram("latency");
  std::string html;
  if (something_ended(r))
    html += over_time(r);
  if (all && all->count() > 0)
    html += percentile_curve(*all);
  if (!r.latencies.rows.empty())
    html += heat_map(r);
  html += percentile_table(r);
  return section("latency", "Latency",
                 html.empty() ? "<p>No request ended, so there is no latency to show.</p>\n" : html);
}

} // namespace simrun::html
