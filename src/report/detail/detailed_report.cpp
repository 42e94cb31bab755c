#include "report/detail/detailed_report.hpp"

#include "report/console/summary_blocks.hpp"
#include "report/detail/detail_blocks.hpp"

namespace simrun {

std::string detailed_report(const run_result& result) {
  auto text = summary::verdict_block(result);
  for (const auto block :
       {summary::search_block, summary::requirements_block, summary::baseline_block, summary::alerts_block,
        summary::outcomes_block, summary::failures_block, detail::percentiles_block, detail::metrics_block,
        summary::groups_block, detail::groups_block, summary::cpu_limit_block, summary::stability_block,
        summary::faults_block, detail::degradation_block, detail::breaker_block, detail::intervals_block,
        detail::environment_block, detail::replay_block})
    if (const auto part = block(result); !part.empty())
      text += "\n" + part;
  return text;
}

} // namespace simrun
