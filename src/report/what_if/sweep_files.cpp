#include "core/metric.hpp"
#include "report/result/json_parts.hpp"
#include "report/what_if/sweep_report.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

using namespace json_parts;

const double* find_metric_of(const sweep_point& point, std::string_view metric) {
  const auto found = std::ranges::find(point.metrics, metric, [](const auto& m) { return m.first; });
  return found == point.metrics.end() ? nullptr : &found->second;
}

std::vector<std::string> metrics_of(const sweep_result& sweep) {
  std::vector<std::string> names;
  for (const auto& info : all_metrics())
    if (std::ranges::any_of(sweep.points, [&](const auto& p) { return find_metric_of(p, info.name); }))
      names.emplace_back(info.name);
  return names;
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == cell.npos)
    return cell;
  std::string out = "\"";
  for (const char c : cell)
    out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// The shortest form that reads back as the same; nothing where nothing was measured.
std::string cell_of(const double* value) {
  return value ? fmt::format("{}", *value) : "";
}

std::string csv_line(std::vector<std::string> cells) {
  std::ranges::transform(cells, cells.begin(), quoted);
  return fmt::format("{}\n", fmt::join(cells, ","));
}

/// A number or a truth as such; anything else is text.
json value_of(const std::string& text) {
  auto value = json::parse(text, nullptr, false);
  return value.is_number() || value.is_boolean() ? value : json(text);
}

json axes_of(const sweep_result& sweep) {
  auto axes = json::object();
  for (const auto& [key, values] : sweep.over)
    axes[key] = array_of(values, value_of);
  return axes;
}

json point_of(const sweep_result& sweep, const sweep_point& point) {
  auto at = json::object();
  for (std::size_t i = 0; i < sweep.over.size(); ++i)
    at[sweep.over[i].first] = value_of(point.values[i]);
  return {{"at", std::move(at)},
          {"seed", point.seed},
          {"duration_s", in_seconds(point.measured)},
          {"verdict", point.broken ? "broken" : name_of(point.verdict)},
          {"invalid_reasons", point.invalid_reasons},
          {"cost_per_million", or_null(point.cost_per_million)},
          {"outcomes", outcomes_of(point.outcomes)},
          {"metrics", object_of(point.metrics)}};
}

} // namespace

std::string sweep_csv(const sweep_result& sweep) {
  const auto metrics = metrics_of(sweep);
  const bool with_cost = sweep.price_per_worker_hour.has_value();
  std::vector<std::string> header;
  for (const auto& [key, values] : sweep.over)
    header.push_back(key);
  header.emplace_back("verdict");
  header.insert(header.end(), metrics.begin(), metrics.end());
  if (with_cost)
    header.emplace_back("cost_per_million");

  auto text = csv_line(std::move(header));
  for (const auto& point : sweep.points) {
    auto cells = point.values;
    cells.emplace_back(point.broken ? "broken" : name_of(point.verdict));
    for (const auto& name : metrics)
      cells.push_back(cell_of(find_metric_of(point, name)));
    if (with_cost)
      cells.push_back(cell_of(point.cost_per_million ? &*point.cost_per_million : nullptr));
    text += csv_line(std::move(cells));
  }
  return text;
}

std::string sweep_json(const sweep_result& sweep) {
  const json document{
      {"schema", sweep_schema},
      {"scenario", {{"name", sweep.scenario_name}, {"file", sweep.scenario_file}, {"clock", "virtual"}}},
      {"over", axes_of(sweep)},
      {"price_per_worker_hour", or_null(sweep.price_per_worker_hour)},
      {"interrupted", sweep.interrupted},
      {"points", array_of(sweep.points, [&](const sweep_point& p) { return point_of(sweep, p); })},
  };
  return text_of(document, 2) + "\n";
}

} // namespace simrun
