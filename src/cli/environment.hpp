#pragma once

#include "monitor/run_result.hpp"
#include "scenario/scenario.hpp"

#include <string>

namespace simrun {

/// Where a run happens: versions, processor, cores, commit. On the virtual clock only what does not depend
/// on the machine.
environment_facts describe_environment(clock_kind clock);

/// "2026-01-31T12:00:00Z" of the wall clock now.
std::string utc_now();

} // namespace simrun
