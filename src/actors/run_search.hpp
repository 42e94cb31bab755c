#pragma once

#include "actors/run_scenario.hpp"
#include "planning/rate_search.hpp"

#include <functional>

namespace simrun {

/// How the one who started a search looks on.
struct search_watch {
  const std::atomic<bool>& interrupted;
  /// Told how far the run of a probe is, as run_watch is. May be empty.
  std::function<void(const rate_probe&, time_point)> progress{};
  event_trace* trace = nullptr; ///< virtual clock only: takes every event of all runs
  live_feed* live = nullptr;    ///< gets what there is to see of each probe
};

/// Runs a scenario with a [search]: probe after probe, each a run of its own with its own seeds, nothing warm
/// from the one before. The result is that of the last probe at the highest rate that held (or, where none
/// did, of the last one), with `search`, the metric max_throughput_rps, and a verdict of the search.
run_result run_search(const scenario& s, const run_inputs& inputs, const search_watch& watch);

/// The scenario of a single probe.
scenario probe_scenario(const scenario& s, const rate_probe& probe);

} // namespace simrun
