#include "report/assets/assets.hpp"
#include "report/comparison/html_page.hpp"
#include "report/formats/xml_text.hpp"
#include "report/result/json_parts.hpp"
#include "report/trend/history.hpp"
#include "report/trend/history_words.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

using json_parts::json;

/// Charts from the data below them; without scripts, the tables say the same.
constexpr std::string_view script = R"(
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
Chart.defaults.color = dark ? '#9aa5b4' : '#5b6675';
Chart.defaults.borderColor = dark ? '#353d48' : '#d5dae1';
Chart.defaults.animation = false;
for (const canvas of document.querySelectorAll('canvas')) {
  const m = JSON.parse(document.getElementById(canvas.dataset.from).textContent);
  new Chart(canvas, {
    type: 'line',
    data: { labels: m.runs, datasets: [
      { label: m.name, data: m.values, borderColor: '#3b7dd8', backgroundColor: m.colours, pointRadius: m.radii,
        pointBackgroundColor: m.colours, spanGaps: true },
      { label: 'level', data: m.levels, borderColor: dark ? '#d5dae1' : '#1c2430', borderDash: [6, 4],
        pointRadius: 0, stepped: true, spanGaps: false } ] },
    options: { maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
      scales: { x: { title: { display: true, text: 'run' }, ticks: { maxRotation: 60, autoSkip: true } },
                y: { title: { display: true, text: m.unit } } },
      plugins: { title: { display: true, text: m.name + (m.unit ? ', ' + m.unit : '') } } } });
}
)";

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
  auto values = json::array(), colours = json::array(), radii = json::array();
  for (const auto& v : m.values)
    values.push_back(json_parts::or_null(v));
  for (std::size_t i = 0; i < m.values.size(); ++i) {
    colours.push_back("#3b7dd8");
    radii.push_back(2);
  }
  const auto mark = [&](std::size_t run, bool worse) {
    colours[run] = worse ? "#d93025" : "#188038";
    radii[run] = 6;
  };
  for (const auto& s : m.steps)
    mark(s.first_after, s.worse);
  if (m.newest)
    mark(m.values.size() - 1, m.newest->worse);
  return {{"name", m.name},           {"unit", unit_of(m.name)},
          {"runs", h.runs},           {"values", std::move(values)},
          {"levels", levels_of(m)},   {"colours", std::move(colours)},
          {"radii", std::move(radii)}};
}

/// JSON in a script element: no text in it may end the element.
std::string in_script(const json& value) {
  auto text = value.dump(-1, ' ', false, json::error_handler_t::replace);
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;)
    text.replace(at, 1, "\\u003c");
  return text;
}

std::string section_of(const history& h, std::size_t number) {
  auto text =
      fmt::format("<h2 class=\"{}\">{}</h2>\n<p>{}</p>\n<p class=\"faint\">{} runs, from {} to {}</p>\n",
                  h.regressed() ? "worse" : "", xml_escaped(h.conditions), xml_escaped(headline_of(h)),
                  h.runs.size(), xml_escaped(h.runs.front()), xml_escaped(h.runs.back()));
  if (const auto changes = changes_in(h); !changes.empty()) {
    text += "<ul>\n";
    for (const auto& change : changes)
      text += "<li>" + xml_escaped(change) + "</li>\n";
    text += "</ul>\n";
  }
  for (std::size_t i = 0; i < h.metrics.size(); ++i) {
    const auto id = fmt::format("data-{}-{}", number, i);
    text += fmt::format(
        "<div class=\"chart\"><canvas data-from=\"{0}\" role=\"img\" aria-label=\"{1} of each run\">"
        "</canvas></div>\n<script type=\"application/json\" id=\"{0}\">{2}</script>\n",
        id, xml_escaped(h.metrics[i].name), in_script(chart_of(h, h.metrics[i])));
  }
  return text;
}

} // namespace

std::string histories_html(const std::vector<history>& histories) {
  std::string body =
      "<h1>History of results</h1>\n<p class=\"faint\">Large points are where a level changed, red to "
      "the worse and green to the better; the dashed line is the level.</p>\n";
  for (std::size_t i = 0; i < histories.size(); ++i)
    body += section_of(histories[i], i);
  body += fmt::format("<script>{}</script>\n<script>{}</script>\n", chart_js(), script);
  return html_page("History of results", body);
}

} // namespace simrun
