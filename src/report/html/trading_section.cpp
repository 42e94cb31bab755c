#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

#include "report/environment_columns.hpp"

namespace simrun::html {

namespace {

using enum table::column_kind;

} // namespace

std::string trading_section(const run_result& r) {
  std::vector<table::column> columns{{"environment", text}, {"policy", text}, {"symbols", sentence}};
  for (const auto& column : environment_columns())
    columns.push_back({column.title});
  table rows("By the means of their episodes", columns);
  for (const auto& e : r.environments) {
    std::vector<markup> cells{e.name, e.policy, e.symbols};
    for (const auto& column : environment_columns())
      cells.emplace_back(cell_of(e, column));
    rows.add(cells);
  }
  return section("trading", "Trading environments", rows.html());
}

} // namespace simrun::html
