#include "monitor/readable.hpp"
#include "report/assets/assets.hpp"
#include "report/html/change_tables.hpp"
#include "report/html/markup.hpp"
#include "report/html/page.hpp"
#include "report/html/plain_page.hpp"
#include "report/result/json_parts.hpp"
#include "report/trend/history.hpp"
#include "report/trend/history_words.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

using json_parts::json;

std::string unit_of(std::string_view metric) {
  const auto* info = find_metric(metric);
  if (!info)
    return "";
  return info->unit == metric_unit::share ? "share" : std::string(symbol_of(info->unit));
}

/// Between two changes, the level is the median there.
json levels_of(const metric_trend& m) {
  auto levels = json::array();
  std::size_t next = 0;
  for (std::size_t i = 0; i < m.values.size(); ++i) {
    if (next < m.steps.size() && m.steps[next].first_after == i)
      ++next;
    levels.push_back(m.steps.empty() ? json()
                                     : json(next == 0 ? m.steps[0].before : m.steps[next - 1].after));
  }
  return levels;
}

json chart_of(const history& h, const metric_trend& m) {
  auto values = json::array(), steps = json::array();
  for (const auto& v : m.values) {
    values.push_back(json_parts::or_null(v));
    steps.push_back("");
  }
  for (const auto& s : m.steps)
    steps[s.first_after] = s.worse ? "worse" : "better";
  if (m.newest)
    steps.back() = m.newest->worse ? "worse" : "better";
  return {{"name", m.name},         {"unit", unit_of(m.name)},
          {"runs", h.runs},         {"values", std::move(values)},
          {"levels", levels_of(m)}, {"steps", std::move(steps)}};
}

/// JSON in a script element: no text in it may end the element.
std::string in_script(const json& value) {
  auto text = value.dump(-1, ' ', false, json::error_handler_t::replace);
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;)
    text.replace(at, 1, "\\u003c");
  return text;
}

std::string figure_of(const history& h, const metric_trend& m) {
  return fmt::format(
      "<figure class=\"chart\" data-history>\n<figcaption><h3>{0}</h3> <span class=\"unit\">{1}</span>"
      "</figcaption>\n<div class=\"plot\"><canvas role=\"img\" aria-label=\"{0}, {1}, of each run\">"
      "</canvas></div>\n<script type=\"application/json\">{2}</script>\n</figure>\n",
      html::escaped(m.name), html::escaped(unit_of(m.name)), in_script(chart_of(h, m)));
}

std::string numbers_of(const history& h) {
  using enum html::table::column_kind;
  std::vector<html::table::column> columns{{"run", text}};
  for (const auto& m : h.metrics)
    columns.push_back({m.name});
  html::table rows("All runs", columns);
  for (std::size_t run = 0; run < h.runs.size(); ++run) {
    std::vector<html::markup> cells{h.runs[run]};
    for (const auto& m : h.metrics)
      cells.emplace_back(m.values[run] ? readable(m.name, *m.values[run]) : "-");
    rows.add(cells);
  }
  return "<details class=\"data\"><summary>All runs: the numbers</summary>\n" + rows.html() + "</details>\n";
}

std::string section_of(const history& h) {
  auto text = fmt::format("<div class=\"verdict{}\">\n<h2 style=\"margin-top: 0\">{}</h2>\n{}\n<p "
                          "class=\"facts\">{} runs, from {} to {}</p>\n"
                          "{}</div>\n",
                          h.regressed() ? " failed" : "", html::escaped(h.conditions),
                          html::element("p", headline_of(h)), h.runs.size(), html::escaped(h.runs.front()),
                          html::escaped(h.runs.back()), html::list_of(changes_in(h)));
  for (const auto& m : h.metrics)
    text += figure_of(h, m);
  return text + numbers_of(h);
}

} // namespace

std::string histories_html(const std::vector<history>& histories) {
  std::string content =
      "<h1>History of results</h1>\n<p>A triangle marks a run where the level changed, or the newest "
      "run where it stands out: red to the worse, green to the better. The dashed line is the "
      "level.</p>\n";
  for (const auto& h : histories)
    content += section_of(h);
  std::string scripts;
  for (const auto script : {chart_js(), theme_script(), history_charts_script()})
    scripts += fmt::format("<script>\n{}</script>\n", script);
  return html::plain_page("History of results", content, scripts);
}

} // namespace simrun
