#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

/// What a trading environment is like.
struct enhanced_trading_config {
  double initial_balance = 100000;    ///< cash at reset
  double max_position_size = 0.2;     ///< the largest size of one action: share of cash, or of the position
  double transaction_cost = 0.001;    ///< of what is traded, on top of it
  double slippage = 0.0005;           ///< of the price, always against the trader
  std::uint32_t lookback_window = 60; ///< bars that features are made of
  double max_drawdown_limit = 0.2;    ///< of the highest value of the episode, which ends there
  double risk_free_rate = 0.02;       ///< a year
  double reward_scaling = 1;          ///< the reward is multiplied by it
  bool enable_feature_caching = true;
  std::size_t feature_cache_size = 1000; ///< windows
  bool enable_fallback = true;     ///< indicators where the model fails; without, such a step is an error
  bool include_uncertainty = true; ///< confidence and uncertainties are in the observation
  bool include_ensemble_weights = false; ///< so are they

  std::vector<std::string> symbols; ///< those of the market to trade, in this order; none named: all of them
  double bars_per_year = 252;       ///< what rates a year are reckoned with; 252 for daily bars
};

/// Everything that is wrong with it, in one message; nothing where it is good.
std::optional<error> check(const enhanced_trading_config& config);

} // namespace simrun
