#pragma once

#include "actors/run_inputs.hpp"
#include "actors/runtime.hpp"
#include "chaos/fault_board.hpp"
#include "chaos/fault_plan.hpp"
#include "monitor/alerts/alert_event.hpp"
#include "monitor/live/live_feed.hpp"
#include "monitor/run_audit.hpp"

#include <fmt/format.h>
#include <string>

namespace simrun {

/// What every actor of a run may read. It outlives them all and does not change.
struct run_setup {
  const simrun::scenario& scenario;
  const run_inputs& inputs;
  simrun::runtime& runtime;
  fault_plan faults;
  std::vector<zone_workers> zones{};
  fault_board* board = nullptr; ///< never null in a run
  run_audit* audit = nullptr;   ///< null in most runs: nobody checks what the actors do
  live_feed* live = nullptr;    ///< null where nobody watches
  alert_listener on_alert{};    ///< empty where nobody wants to know

  /// The time by a component's own clock, which a fault may have set wrong.
  time_point now(std::string_view component) const { return runtime.now() + board->skew(component); }

  random_stream random(std::string_view dimension) const { return {seed_of(scenario, dimension), dimension}; }
};

/// "extractor[1]": what the evidence calls a worker.
inline std::string extractor_name(std::uint32_t worker) {
  return fmt::format("extractor[{}]", worker);
}

inline std::string environment_name(std::uint32_t environment) {
  return fmt::format("environment[{}]", environment);
}

} // namespace simrun
