#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace simrun {

/// How an episode is to begin and how long it may last.
struct reset_options {
  /// The bar to stand at first, the last one of the first window; none: the first there is.
  std::optional<std::uint32_t> start_bar = std::nullopt;
  /// A start out of the seed instead, any that leaves `steps_max` steps, or at least one.
  bool random_start = false;
  /// Truncates the episode after so many steps; none: at the end of the data.
  std::optional<std::uint32_t> steps_max = std::nullopt;
};

/// Why an episode is over.
enum class episode_end {
  none,           ///< it is not
  drawdown_limit, ///< terminated: the drawdown has reached its limit
  capital_lost,   ///< terminated: a tenth of the initial balance is left, or less
  end_of_data,    ///< truncated: this is the last bar
  steps_max,      ///< truncated: as many steps as were asked for
  no_features,    ///< given up: an observation could not be made
};

std::string_view text_of(episode_end end) noexcept;

/// Where an episode stands: after its last step, or after its reset.
struct episode_state {
  std::uint32_t bar = 0;   ///< the last one that is known
  std::uint32_t steps = 0; ///< taken since the reset
  double cash = 0;
  double value = 0;    ///< of cash and positions at this bar's closes
  double drawdown = 0; ///< 1 - value / highest value of the episode
  episode_end end = episode_end::none;

  // Of the last step; 0 after a reset.
  double reward = 0;
  double step_return = 0;
  double transaction_cost = 0;
  double slippage_cost = 0;

  bool terminated() const noexcept {
    return end == episode_end::drawdown_limit || end == episode_end::capital_lost;
  }
  bool truncated() const noexcept { return end == episode_end::end_of_data || end == episode_end::steps_max; }
  bool ended() const noexcept { return end != episode_end::none; }
};

} // namespace simrun
