#pragma once

#include "core/fault_record.hpp"
#include "monitor/load_slice.hpp"

#include <optional>
#include <string>
#include <vector>

namespace simrun {

/// The requests that were due in a part of the measured time, and how long that was.
struct part_counts {
  load_slice counts{run_start, run_start, {}};
  duration length{};
};

/// What faults did to a run, and how it came back.
struct fault_evidence {
  std::vector<std::optional<degradation>> degradations; ///< of each fault of the plan
  std::vector<std::optional<duration>> recoveries;      ///< of each; none where that was not seen
  std::string held_up_by;                               ///< the requirement that was broken last on the way
  std::optional<double> availability;
  part_counts faulty;  ///< while at least one fault was active
  part_counts healthy; ///< while none was
};

/// Enters what was seen of each fault into its record; as many as there are of both.
void add_evidence(std::vector<fault_record>& records, const fault_evidence& found);

/// The longest time to recover of those that healed before the load's end. Of one that never recovered, the
/// time until then.
std::optional<duration> longest_recovery(const std::vector<fault_record>& records, time_point end);
/// Whether some fault healed, and its recovery was not seen.
bool some_never_recovered(const std::vector<fault_record>& records);

} // namespace simrun
