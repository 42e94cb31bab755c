#pragma once

#include "actors/runtime.hpp"
#include "chaos/fault_plan.hpp"
#include "features/feature_extractor.hpp"
#include "market/market_data.hpp"
#include "scenario/scenario.hpp"

#include <functional>
#include <memory>

namespace simrun {

/// What every actor of a run may read. It outlives them all and does not change.
struct run_setup {
  const simrun::scenario& scenario;
  const market_data& market;
  simrun::runtime& runtime;
  fault_plan faults;
  /// Make an extractor of its own for the thread that calls. Real clock only.
  std::function<std::unique_ptr<feature_extractor>()> make_model;
  std::function<std::unique_ptr<feature_extractor>()> make_fallback;

  random_stream random(std::string_view dimension) const { return {scenario.seed, dimension}; }
};

/// "extractor[1]": what the evidence calls a worker.
inline std::string extractor_name(std::uint32_t worker) {
  return "extractor[" + std::to_string(worker) + "]";
}

} // namespace simrun
