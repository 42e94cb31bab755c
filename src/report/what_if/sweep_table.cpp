#include "monitor/readable.hpp"
#include "report/text_table.hpp"
#include "report/what_if/sweep_report.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::size_t width_max = 100;

std::string shown(const sweep_point& point, std::string_view metric) {
  const auto found = std::ranges::find(point.metrics, metric, [](const auto& m) { return m.first; });
  return found == point.metrics.end() ? "-" : readable(metric, found->second);
}

std::vector<std::string> row_of(const sweep_point& point, bool with_cost) {
  auto cells = point.values;
  for (const auto* metric : {"latency_p95", "success_rate", "worker_utilization"})
    cells.push_back(shown(point, metric));
  cells.emplace_back(point.broken ? "broken" : name_of(point.verdict));
  if (with_cost)
    cells.push_back(point.cost_per_million ? readable_number(*point.cost_per_million) : "-");
  return cells;
}

std::string name_of_point(const sweep_result& sweep, const sweep_point& point) {
  std::vector<std::string> settings;
  for (std::size_t i = 0; i < sweep.over.size(); ++i)
    settings.push_back(sweep.over[i].first + "=" + point.values[i]);
  return fmt::format("{}", fmt::join(settings, " "));
}

/// One reason is enough to act on; all of them are in the JSON file.
std::string why_invalid(const sweep_result& sweep) {
  const auto is_invalid = [](const sweep_point& p) { return p.verdict == verdict::invalid; };
  const auto first = std::ranges::find_if(sweep.points, is_invalid);
  if (first == sweep.points.end() || first->invalid_reasons.empty())
    return "";
  const auto count = std::ranges::count_if(sweep.points, is_invalid);
  const auto who = name_of_point(sweep, *first);
  return wrapped(fmt::format("{} {} invalid. {}{} {}", count, count == 1 ? "point is" : "points are",
                             count == 1 ? "" : "The first, ", who + ":", first->invalid_reasons.front()),
                 "", width_max);
}

} // namespace

std::string sweep_table(const sweep_result& sweep) {
  const bool with_cost = sweep.price_per_worker_hour.has_value();
  std::vector<std::string> header;
  for (const auto& [key, values] : sweep.over)
    header.push_back(key);
  header.insert(header.end(), {"p95", "success", "busy", "verdict"});
  if (with_cost)
    header.emplace_back("cost per million");

  text_table table(std::move(header));
  for (const auto& point : sweep.points)
    table.add(row_of(point, with_cost));
  std::string text;
  for (const auto& line : table.lines())
    text += line + "\n";
  const auto doubts = why_invalid(sweep);
  return doubts.empty() ? text : text + "\n" + doubts;
}

} // namespace simrun
