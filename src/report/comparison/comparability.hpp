#pragma once

#include "monitor/run_result.hpp"

#include <string>
#include <vector>

namespace simrun {

/// What besides the build may have made two results different, a sentence each.
struct comparability {
  std::vector<std::string> refusals; ///< a comparison would say nothing of the build
  std::vector<std::string> warnings; ///< to keep in mind

  bool comparable() const noexcept { return refusals.empty(); }
};

/// Refused are another scenario, clock, machine, plan of faults or processor limit, and a run that was cut
/// short, disturbed or broke. Another seed, length, verdict, library or offered load is worth a warning.
comparability compare_conditions(const run_result& base, const run_result& now);

/// What must be the same: scenario, clock, and on the real clock the processor and its cores. In a line.
std::string conditions_of(const run_result& r);

} // namespace simrun
