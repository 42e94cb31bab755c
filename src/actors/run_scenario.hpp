#pragma once

#include "actors/run_inputs.hpp"
#include "core/event_trace.hpp"
#include "monitor/alerts/alert_event.hpp"
#include "monitor/live/live_feed.hpp"
#include "monitor/run_audit.hpp"
#include "monitor/run_result.hpp"
#include "scenario/scenario.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <utility>

namespace simrun {

/// How the one who started a run looks on.
struct run_watch {
  using progress_function = std::function<void(time_point)>;

  /// Not explicit: most callers only pass the flag.
  run_watch(const std::atomic<bool>& stop, progress_function f = {})
      : interrupted(stop), progress(std::move(f)) {}

  const std::atomic<bool>& interrupted; ///< when it turns true the load ends and the open requests end
  /// Told how far the run is, a few thousand times per second of wall time at most, on the thread that called
  /// run_scenario. Must be quick. May be empty.
  progress_function progress;
  /// Virtual clock only: takes every event of the run.
  event_trace* trace = nullptr;
  /// Is told what the actors do, and complete once the run has returned.
  run_audit* audit = nullptr;
  /// Gets what there is to see of the run while it goes on. It changes no result.
  live_feed* live = nullptr;
  /// Told of each alert when it is raised and when it is over. May be empty.
  alert_listener on_alert{};
};

/// Runs a checked scenario on its clock and says what came of it; a run that was interrupted says so. The
/// environment and the start time are the caller's to add. Any number of threads may run a scenario of the
/// virtual clock at the same time: runs share nothing but what they only read.
run_result run_scenario(const scenario& s, const run_inputs& inputs, const run_watch& watch);

/// "0.17.6": the actor framework, for the environment of a result.
std::string actor_framework_version();

} // namespace simrun
