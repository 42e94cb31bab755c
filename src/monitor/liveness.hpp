#pragma once

#include "core/component_state.hpp"
#include "core/fault_record.hpp"

#include <span>
#include <string>
#include <vector>

namespace simrun {

/// What a system owes after its last fault has healed.
struct liveness_limits {
  duration recovered_after{}; ///< how long the requirements must hold to count
  duration recovery_max{};    ///< from the last healing until they hold again
};

/// What was seen of the phase after the last healing.
struct liveness_evidence {
  std::span<const fault_record> faults;
  std::string held_up_by; ///< the requirement that was broken last on the way, where one was
  std::span<const component_state> components;
  time_point end; ///< of the measured part
  /// It ends with the last of a number of requests. What heals later has nothing but components to show for
  /// it.
  bool ends_by_count = false;
};

struct liveness_judgement {
  std::vector<std::string> not_recovered; ///< a sentence for each thing that did not come back: the run fails
  std::vector<std::string> too_short;     ///< why that could not be seen: the run is invalid
};

/// Liveness: something good happens at last (Lamport 1977). After the last healing the requirements must
/// hold again in time, and every component must be as it is when nothing is broken. A run without a fault
/// that healed owes nothing.
liveness_judgement judge_liveness(const liveness_evidence& found, const liveness_limits& limits);

} // namespace simrun
