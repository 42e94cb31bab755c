#include "report/html/html_report.hpp"

#include "report/assets/assets.hpp"
#include "report/html/chart_data.hpp"
#include "report/html/markup.hpp"
#include "report/html/page.hpp"
#include "report/html/sections.hpp"

#include <array>
#include <fmt/format.h>
#include <utility>

namespace simrun {

namespace {

using namespace html;

std::string head_of(const run_result& r) {
  return fmt::format("<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n"
                     "<link rel=\"icon\" href=\"data:,\">\n"
                     "<title>{}: {}</title>\n<style>\n{}</style>\n</head>\n",
                     page_policy(), escaped(r.scenario_name), name_of(r.verdict), page_style());
}

struct named_section {
  std::string_view id;
  std::string_view title;
  std::string html;
};

/// Links to the sections there are.
std::string navigation(const auto& sections) {
  std::string items;
  for (const auto& s : sections)
    if (!s.html.empty())
      items += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", s.id, s.title);
  return "<nav aria-label=\"Sections\"><ul>\n" + items + "</ul></nav>\n";
}

std::string scripts() {
  std::string all;
  for (const auto script :
       {chart_js(), theme_script(), format_script(), axes_script(), marks_script(), heat_map_script(),
        series_charts_script(), other_charts_script(), figures_script()})
    all += fmt::format("<script>\n{}</script>\n", script);
  return all;
}

} // namespace

std::string html_report(const run_result& r) {
  const std::array<named_section, 12> sections{{{"requirements", "Requirements", requirement_section(r)},
                                                {"baseline", "Baseline", baseline_section(r)},
                                                {"alerts", "Alerts", alert_section(r)},
                                                {"search", "Search", search_section(r)},
                                                {"latency", "Latency", latency_section(r)},
                                                {"requests", "Requests", request_section(r)},
                                                {"trading", "Trading environments", trading_section(r)},
                                                {"faults", "Faults", fault_section(r)},
                                                {"resources", "Resources", resource_section(r)},
                                                {"replay", "How to replay", replay_section(r)},
                                                {"environment", "Environment", environment_section(r)},
                                                {"metrics", "All metrics", metric_section(r)}}};
  std::string main;
  for (const auto& s : sections)
    main += s.html;
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n{}<body>\n"
      "<a class=\"skip\" href=\"#main\">Skip to the report</a>\n{}{}"
      "<main id=\"main\">\n"
      "<noscript><p>The charts need JavaScript; verdict, tables and texts do not.</p></noscript>\n"
      "{}</main>\n<footer><p>Made by simrun from result.json, which holds every number.</p></footer>\n"
      "<script type=\"application/json\" id=\"chart-data\">{}</script>\n{}</body>\n</html>\n",
      head_of(r), verdict_header(r), navigation(sections), main, chart_data(r), scripts());
}

} // namespace simrun
