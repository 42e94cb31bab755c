#pragma once

#include "trading/policies/policy.hpp"
#include "trading/trading_environment.hpp"

#include <cstdint>

namespace simrun {

struct episode_summary {
  episode_state last; ///< where it ended
  double reward_total = 0;
  portfolio_metrics metrics;
};

/// Resets environment and policy with the seed, and steps until the episode ends. The error is the first of
/// reset and step.
result<episode_summary> run_episode(trading_environment& environment, policy& policy, std::uint64_t seed,
                                    const reset_options& options = {});

} // namespace simrun
