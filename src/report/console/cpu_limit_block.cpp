#include "monitor/readable.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/text_table.hpp"

#include <fmt/format.h>

namespace simrun::summary {

std::string cpu_limit_block(const run_result& result) {
  if (!result.cpu_limit)
    return "";
  const auto& limit = *result.cpu_limit;
  text_table table({"cores", "enforced by", "held up", "for, in all"});
  table.add({fmt::format("{}", limit.cores), limit.enforced_by,
             fmt::format("{} times", readable_count(limit.throttling.times)),
             readable_milliseconds(in_milliseconds(limit.throttling.waited))});
  return "Processor time allowed to extractors and fallback\n" + table.indented();
}

} // namespace simrun::summary
