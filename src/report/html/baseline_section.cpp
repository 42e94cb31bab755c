#include "report/html/change_tables.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

namespace simrun::html {

std::string baseline_section(const run_result& result) {
  if (!result.baseline)
    return "";
  const auto& b = *result.baseline;
  return section("baseline", "Against the baseline",
                 element("p", b.file) + "\n" + list_of(b.warnings) +
                     change_tables(b.changes, b.minimum_effect));
}

} // namespace simrun::html
