#include "report/comparison/comparison.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/text_table.hpp"

namespace simrun::summary {

std::string baseline_block(const run_result& result) {
  if (!result.baseline)
    return "";
  const auto& b = *result.baseline;
  auto text = wrapped("Against " + b.file, "", width_max);
  for (const auto& warning : b.warnings)
    text += wrapped(warning, "  ! ", width_max);
  return text + changes_text(b.changes);
}

} // namespace simrun::summary
