#include "report/console/console_summary.hpp"

#include "report/console/summary_blocks.hpp"

namespace simrun {

std::string console_summary(const run_result& result) {
  using namespace summary;
  auto text = verdict_block(result);
  for (const auto block :
       {search_block, requirements_block, baseline_block, alerts_block, outcomes_block, failures_block,
        latency_block, groups_block, environments_block, lag_and_service_block, throughput_block,
        resources_block, cpu_limit_block, stability_block, faults_block})
    if (const auto part = block(result); !part.empty())
      text += "\n" + part;
  return text;
}

} // namespace simrun
