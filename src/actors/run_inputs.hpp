#pragma once

#include "core/result.hpp"
#include "features/feature_extractor.hpp"
#include "market/market_data.hpp"
#include "scenario/scenario.hpp"
#include "trading/feature_shape.hpp"
#include "trading/policies/policy.hpp"

#include <functional>
#include <memory>

namespace simrun {

/// What a run needs besides its scenario: bars, and extractors for as many threads as want one.
struct run_inputs {
  market_data market;
  std::uint64_t model_identity = 0; ///< for cache keys
  duration weights_loading{};       ///< how long it took; part of the cold start. Real clock only
  /// Make an extractor for the thread that calls; they throw where one can't be made. Real clock only.
  std::function<std::unique_ptr<feature_extractor>()> make_model{};
  std::function<std::unique_ptr<feature_extractor>()> make_fallback{};
  feature_shape shape{}; ///< of what extractors deliver
  /// Makes the agent of an environment, by its number.
  std::function<std::unique_ptr<policy>(std::uint32_t)> make_policy{};
};

/// Reads the files a scenario names, or makes what stands in for them from its seed. The error names the
/// file and the place in it. Weights are read on the real clock only: the virtual one runs no network.
result<run_inputs> load_run_inputs(const scenario& s);

} // namespace simrun
