#include "report/alert_cells.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

namespace simrun::html {

std::string alert_section(const run_result& result) {
  using enum table::column_kind;
  table rows("What somebody should have been told",
             {{"alert", sentence}, {"severity", text}, {"from"}, {"to"}, {"peak"}});
  for (const auto& a : result.alerts) {
    const auto cells = cells_of(a);
    const auto message = a.rule.empty() ? "" : "<br><small>" + escaped(a.message) + "</small>";
    rows.add({markup::of(escaped(cells.what) + message), a.severity, cells.from, cells.to, cells.peak});
  }
  return section("alerts", "Alerts", rows.html());
}

} // namespace simrun::html
