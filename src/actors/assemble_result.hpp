#pragma once

#include "actors/run_controller_actor.hpp"
#include "monitor/run_result.hpp"

namespace simrun {

/// Derives what a result holds from what the run has counted, and judges it.
run_result assemble_result(const scenario& s, const run_record& record);

} // namespace simrun
