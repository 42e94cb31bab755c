#pragma once

#include "features/calibration/calibration.hpp"

namespace simrun {

/// What messages and wake-ups cost on the way of a request, taken apart so that a simulation can let each
/// part pass where it arises:
///
///   cached                          = entry
///   extracted, not in the extractor = entry + to_idle_worker
///   between two batches             = turnaround
///
/// The entry is everything but the worker: it costs latency only. A worker in its turnaround has nothing to
/// do, however long the queue is: that costs capacity.
struct request_path {
  empirical_distribution entry;
  empirical_distribution to_idle_worker; ///< and back
  empirical_distribution turnaround;
};

request_path path_of(const path_calibration& measured);

} // namespace simrun
