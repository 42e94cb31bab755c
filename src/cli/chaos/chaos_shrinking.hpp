#pragma once

#include "cli/chaos/chaos_runs.hpp"
#include "report/chaos/chaos_report.hpp"

#include <atomic>

namespace simrun {

/// What there is to say of a run that broke an invariant: on the virtual clock with the shortest plan that
/// breaks the first of them too, and the events before it.
chaos_failure explain_failure(const chaos_runs& runs, std::uint64_t seed, const scenario& s,
                              const std::vector<violation>& violations, const std::atomic<bool>& interrupted);

} // namespace simrun
