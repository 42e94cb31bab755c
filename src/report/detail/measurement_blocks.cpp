#include "core/metric.hpp"
#include "monitor/readable.hpp"
#include "report/detail/detail_blocks.hpp"
#include "report/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::detail {

namespace {

std::string milliseconds(const std::optional<double>& ms) {
  return ms ? readable_milliseconds(*ms) : "-";
}

template <class Count>
std::string count_or_dash(const std::optional<Count>& n) {
  return n ? readable_count(*n) : "-";
}

std::vector<std::string> cells_of(const interval& row) {
  const auto& c = row.counts;
  return {fmt::format("{:.1f}", in_seconds(row.start)),
          readable_count(c.issued),
          readable_count(c[outcome::extracted]),
          readable_count(c[outcome::cached]),
          readable_count(c[outcome::fallback]),
          readable_count(c[outcome::rejected]),
          readable_count(c[outcome::timed_out]),
          readable_count(c[outcome::failed]),
          milliseconds(row.latency_p50_ms),
          milliseconds(row.latency_p95_ms),
          milliseconds(row.latency_p99_ms),
          milliseconds(row.latency_max_ms),
          row.depths ? readable_count(row.depths->requests) : "-",
          row.cpu_utilization ? readable_share(*row.cpu_utilization) : "-",
          row.memory_mb ? readable(metric_unit::megabytes, *row.memory_mb) : "-",
          row.depths ? std::string(name_of(row.depths->breaker)) : "-"};
}

/// The metric without its selector: "success_rate" of "success_rate{during=fault}".
std::string_view base_of(std::string_view metric) {
  return metric.substr(0, metric.find('{'));
}

} // namespace

std::string metrics_block(const run_result& result) {
  text_table table({"metric", "value"});
  for (const auto& [name, value] : result.metrics)
    table.add({name, readable(base_of(name), value)});
  if (table.empty())
    return "";
  const auto lines = table.lines();
  std::string text = "Metrics\n  " + lines.front() + "\n";
  for (std::size_t i = 0; i < result.metrics.size(); ++i) {
    const auto* info = find_metric(base_of(result.metrics[i].first));
    text += fmt::format("  {}{}\n", lines[i + 1], info ? fmt::format("  {}", info->what) : "");
  }
  return text;
}

std::string percentiles_block(const run_result& result) {
  text_table table(
      {"time", "requests", "min", "p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99", "max", "mean"});
  for (const auto& [name, h] : result.histograms) {
    if (h.count() == 0)
      continue;
    const auto of = [](std::optional<duration> d) { return readable_milliseconds(in_milliseconds(*d)); };
    std::vector<std::string> cells{name, readable_count(h.count()), of(h.min())};
    for (const double q : {0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999})
      cells.push_back(of(h.percentile(q)));
    cells.push_back(of(h.max()));
    cells.push_back(of(h.mean()));
    table.add(std::move(cells));
  }
  return table.empty() ? "" : "Percentiles; latency is from the intended time\n" + table.indented();
}

std::string groups_block(const run_result& result) {
  if (result.groups.empty())
    return "";
  std::vector<std::string> header{"metric by group"};
  for (const auto& g : result.groups)
    header.push_back(g.name);
  text_table table(std::move(header));
  for (const auto& info : all_metrics()) {
    std::vector<std::string> cells{std::string(info.name)};
    for (const auto& g : result.groups) {
      const auto found = std::ranges::find(g.metrics, info.name, &std::pair<std::string, double>::first);
      cells.push_back(found == g.metrics.end() ? "-" : readable(info.unit, found->second));
    }
    if (std::ranges::any_of(cells.begin() + 1, cells.end(), [](const auto& cell) { return cell != "-"; }))
      table.add(std::move(cells));
  }
  return table.empty() ? "" : "Metrics of load groups\n" + table.indented();
}

std::string intervals_block(const run_result& result) {
  text_table table({"at (s)", "issued", "extracted", "cached", "fallback", "rejected", "timed out", "failed",
                    "p50", "p95", "p99", "max", "queue", "processor", "memory", "breaker"});
  for (const auto& row : result.intervals)
    table.add(cells_of(row));
  return table.empty() ? "" : "Intervals\n" + table.indented();
}

} // namespace simrun::detail
