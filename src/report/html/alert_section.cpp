#include "report/alert_cells.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

namespace simrun::html {

std::string alert_section(const run_result& result) {
  using enum table::column_kind;
  table rows("What somebody should have been told",
             {{"alert", text}, {"severity", text}, {"from"}, {"to"}, {"peak"}, {"message", text}});
  for (const auto& a : result.alerts) {
    const auto cells = cells_of(a);
    rows.add({cells.what, a.severity, cells.from, cells.to, cells.peak, a.rule.empty() ? "" : a.message});
  }
  return section("alerts", "Alerts", rows.html());
}

} // namespace simrun::html
