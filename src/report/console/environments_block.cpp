#include "monitor/readable.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::summary {

namespace {

constexpr std::size_t shown_max = 10;

using formatter = std::string (*)(double);

struct column {
  std::string_view title;
  std::string_view metric; ///< of an environment_result
  formatter text;
};

constexpr auto as_count = [](double x) { return readable_count(static_cast<std::uint64_t>(x)); };
constexpr auto as_change = [](double x) { return fmt::format("{:+.2f} %", x * 100); };
constexpr auto as_number = [](double x) { return fmt::format("{:.2f}", x); };

constexpr column columns[]{{"episodes", "episodes", as_count},
                           {"steps", "steps", as_count},
                           {"return", "total_return", as_change},
                           {"Sharpe", "sharpe", as_number},
                           {"drawdown", "max_drawdown", readable_share},
                           {"cached", "cache_hit_rate", readable_share},
                           {"fallback", "fallback_rate", readable_share},
                           {"none", "error_rate", readable_share},
                           {"p95", "extraction_p95_ms", readable_milliseconds}};

std::string cell(const environment_result& e, const column& c) {
  const auto found = std::ranges::find(e.metrics, c.metric, &std::pair<std::string, double>::first);
  return found == e.metrics.end() ? "-" : c.text(found->second);
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
  std::string text;
  for (const auto& line : table.lines())
    text += "  " + line + "\n";
  return text;
}

} // namespace

std::string environments_block(const run_result& result) {
  if (result.environments.empty())
    return "";
  std::vector<std::string> titles{"environment", "policy"};
  for (const auto& c : columns)
    titles.emplace_back(c.title);
  text_table table(titles);
  for (std::size_t i = 0; i < std::min(shown_max, result.environments.size()); ++i) {
    const auto& e = result.environments[i];
    std::vector<std::string> cells{e.name, e.policy};
    for (const auto& c : columns)
      cells.push_back(cell(e, c));
    table.add(std::move(cells));
  }
  auto text =
      "Steps of environments\n" + steps_table(result) + "\nEnvironments, by the means of their episodes\n";
  for (const auto& line : table.lines())
    text += "  " + line + "\n";
  if (result.environments.size() > shown_max)
    text += fmt::format("  and {} more, in result.json\n", result.environments.size() - shown_max);
  return text;
}

} // namespace simrun::summary
