#pragma once

#include "actors/run_setup.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

/// What a run has counted, before anything is derived from it.
struct run_record {
  simrun::books books;
  fault_report faults;
  std::vector<component_state> components; ///< as they were when the run was over
  duration measured{};
  bool interrupted = false;
  bool cut_short = false;                ///< the load was stopped before its time, for whatever reason
  std::optional<std::string> aborted_by; ///< the requirement that was lost, where that ended the run
  std::vector<crash_report> crashes;     ///< deaths that no fault explains, as many as a report can show
  std::vector<std::string> given_up;     ///< components that died too often, and stayed down
  std::optional<std::string> broken;     ///< why the run itself broke, where it did: a sentence
};

/// Takes the run through its phases: all up, load and faults, drain, books. Calls `finish` once.
run_controller_actor spawn_run_controller(const run_setup& setup, std::function<void(run_record)> finish);

} // namespace simrun
