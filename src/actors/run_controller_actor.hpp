#pragma once

#include "actors/run_setup.hpp"

#include <functional>

namespace simrun {

/// What a run has counted, before anything is derived from it.
struct run_record {
  simrun::books books;
  fault_report faults;
  duration measured{};
  bool interrupted = false;
  /// The phase that never ended, where one did not: the run broke.
  std::optional<run_phase> stuck_in;
};

/// Takes the run through its phases: all up, load and faults, drain, books. Calls `finish` once.
run_controller_actor spawn_run_controller(const run_setup& setup, std::function<void(run_record)> finish);

} // namespace simrun
