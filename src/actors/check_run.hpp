#pragma once

#include "actors/run_scenario.hpp"
#include "monitor/invariants.hpp"

namespace simrun {

/// What the invariants allow in a run of this scenario.
run_bounds bounds_of_run(const scenario& s, const run_inputs& inputs);

/// A run with auditors on it, and which invariants it broke.
struct checked_result {
  run_result result;
  audit_counts audit;
  std::vector<violation> violations;
  /// Events of the run until something was wrong for sure: virtual clock, and where the auditors saw it.
  std::optional<std::uint64_t> first_sign;
};

checked_result run_and_check(const scenario& s, const run_inputs& inputs, const run_watch& watch);

} // namespace simrun
