#include "monitor/readable.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/environment_columns.hpp"
#include "report/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::summary {

namespace {

constexpr std::size_t shown_max = 10;

std::string indented(const text_table& table) {
  std::string text;
  for (const auto& line : table.lines())
    text += "  " + line + "\n";
  return text;
}

std::string steps_table(const run_result& result) {
  text_table table({"", "number", "a second", "p50", "p95", "p99", "max", "waiting"});
  const auto value = [&](std::string_view metric) {
    const auto found = result.metric(metric);
    return found ? readable(metric, *found) : "-";
  };
  table.add({"steps", value("steps_total"), value("steps_per_second"), value("step_latency_p50"),
             value("step_latency_p95"), value("step_latency_p99"), value("step_latency_max"),
             value("extraction_share")});
  table.add({"extraction", "", "", value("extraction_p50"), value("extraction_p95"), value("extraction_p99"),
             value("extraction_max"), ""});
  table.add({"episodes", value("episodes_total"), value("episodes_per_second"), "", "", "", "", ""});
  return indented(table);
}

} // namespace

std::string environments_block(const run_result& result) {
  if (result.environments.empty())
    return "";
  std::vector<std::string> titles{"environment", "policy"};
  for (const auto& column : environment_columns())
    titles.emplace_back(column.title);
  text_table table(titles);
  for (std::size_t i = 0; i < std::min(shown_max, result.environments.size()); ++i) {
    const auto& e = result.environments[i];
    std::vector<std::string> cells{e.name, e.policy};
    for (const auto& column : environment_columns())
      cells.push_back(cell_of(e, column));
    table.add(std::move(cells));
  }
  auto text = "Steps of environments\n" + steps_table(result) +
              "\nEnvironments, by the means of their episodes\n" + indented(table);
  if (result.environments.size() > shown_max)
    text += fmt::format("  and {} more, in result.json\n", result.environments.size() - shown_max);
  return text;
}

} // namespace simrun::summary
