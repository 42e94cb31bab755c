#include "monitor/fault_evidence.hpp"

#include <algorithm>

namespace simrun {

void add_evidence(std::vector<fault_record>& records, const fault_evidence& found) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (i < found.degradations.size())
      records[i].degradation = found.degradations[i];
    if (i < found.recoveries.size())
      records[i].recovery = found.recoveries[i];
  }
}

std::optional<duration> longest_recovery(const std::vector<fault_record>& records, time_point end) {
  std::optional<duration> longest;
  for (const auto& r : records)
    if (r.healed_at && *r.healed_at < end) {
      const auto taken = r.recovery.value_or(end - *r.healed_at);
      longest = std::max(longest.value_or(taken), taken);
    }
  return longest;
}

bool some_never_recovered(const std::vector<fault_record>& records) {
  return std::ranges::any_of(records, [](const fault_record& r) { return r.healed_at && !r.recovery; });
}

} // namespace simrun
