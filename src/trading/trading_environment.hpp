#pragma once

#include "core/time.hpp"
#include "features/feature_extractor.hpp"
#include "features/feature_extractor_factory.hpp"
#include "features/performance_tracker.hpp"
#include "trading/environment_core.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace simrun {

/// What is known beside the observation. Its spans are good until the next step or reset.
struct step_info {
  episode_state portfolio;                 ///< bar, cash, value, drawdown, costs, and why the episode ended
  std::span<const double> positions;       ///< units held, by symbol
  std::span<const feature_source> sources; ///< where the features of each symbol came from
  duration extraction_latency{};           ///< of this observation's features
  const performance_tracker* tracker = nullptr;

  /// How extractions went since the environment was made.
  performance_summary performance() const noexcept { return tracker->summary(); }
};

struct reset_result {
  std::span<const float> observation; ///< good until the next step or reset
  step_info info;
};

struct step_result {
  std::span<const float> observation; ///< good until the next step or reset
  double reward = 0;
  bool terminated = false;
  bool truncated = false;
  step_info info;
};

/// An environment that gets its features itself, when it needs them, in the thread that calls: Gymnasium's
/// conventions around environment_core. One thread at a time.
class trading_environment {
public:
  /// The platform's model, or that of a file: what `model` says, but for its window, cache and fallback,
  /// which the config sets. Errors are those of environment_core::make and feature_extractor_factory.
  static result<trading_environment> make(enhanced_trading_config config,
                                          std::shared_ptr<const market_data> market,
                                          feature_extraction_config model = {});

  /// Any extractor, which delivers features of this shape. The config's cache and fallback are put around it.
  /// For environments that share weights, give each a model of one factory; for those that share a cache too,
  /// a cached one, with enable_feature_caching off. `now` is steady; none given, it is the system's.
  static result<trading_environment> make(enhanced_trading_config config,
                                          std::shared_ptr<const market_data> market,
                                          std::unique_ptr<feature_extractor> model, feature_shape shape,
                                          std::function<time_point()> now = {});

  /// Begins an episode. A seed begins the random numbers anew; none goes on with them. Errors are those of
  /// environment_core::reset, or the extractor's where there are no features, which ends the episode.
  result<reset_result> reset(std::optional<std::uint64_t> seed = {}, const reset_options& options = {});

  /// One bar on. `actions` has one for each symbol. Errors are those of environment_core::act, which change
  /// nothing, or the extractor's, which ends the episode.
  result<step_result> step(std::span<const trading_action> actions);

  const box_space& observation_space() const noexcept { return core_.observation_space(); }
  const trading_action_space& action_space() const noexcept { return core_.action_space(); }
  const observation_layout& layout() const noexcept { return core_.layout(); }

  /// Of the episode so far.
  portfolio_metrics metrics() const noexcept { return core_.metrics(); }
  performance_summary performance() const noexcept { return tracker_->summary(); }
  const environment_core& core() const noexcept { return core_; }

private:
  trading_environment(environment_core core, std::unique_ptr<feature_extractor> model,
                      std::function<time_point()> now);

  std::optional<error> observe();
  void fall_back();
  step_info info() const noexcept;

  environment_core core_;
  std::unique_ptr<feature_extractor> extractor_;
  std::unique_ptr<feature_extractor> fallback_; ///< none where the config has it off
  std::function<time_point()> now_;
  std::unique_ptr<performance_tracker> tracker_;
  duration latency_{};

  std::vector<window_view> windows_;
  std::vector<extraction> extractions_;
};

} // namespace simrun
