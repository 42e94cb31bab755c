#pragma once

#include "actors/run_setup.hpp"
#include "monitor/slice_grid.hpp"

namespace simrun {

/// How a run's time is cut: a slice begins where a fault is planned to fire or to heal, and one ends with the
/// measured part.
slice_grid slices_of(const run_setup& setup);

} // namespace simrun
