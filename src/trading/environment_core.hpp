#pragma once

#include "core/random.hpp"
#include "trading/episode.hpp"
#include "trading/observation_layout.hpp"
#include "trading/portfolio.hpp"
#include "trading/portfolio_metrics.hpp"
#include "trading/recent_returns.hpp"
#include "trading/traded_market.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace simrun {

/// The rules of a trading environment, without a way to get features: it says which windows it needs and
/// takes what comes, from a call, a message or a test, whenever it comes.
///
///   core.reset(seed, options);
///   for (;;) {
///     for each i of core.needs():  core.take(i, features of core.needs()[i]);
///     look at core.observation() and core.state();  end if core.state().ended()
///     core.act(actions);
///   }
///
/// An episode stands at a bar, whose close is the last that is known. `act` trades at this close, and then
/// the market goes on to the next bar: the return of the step is what the portfolio is worth there over what
/// it was worth before the trades. So neither an observation nor a reward depends on a bar that is still to
/// come.
///
/// A step allocates nothing.
class environment_core {
public:
  /// The error is that of check(config) or traded_market::make. `data` is not null.
  static result<environment_core> make(enhanced_trading_config config,
                                       std::shared_ptr<const market_data> data, feature_shape shape);

  /// Begins an episode, also in the middle of one. A seed begins the random numbers anew; none goes on with
  /// them. The error is bad_input for a start that leaves no bar to step to.
  std::optional<error> reset(std::optional<std::uint64_t> seed, const reset_options& options);

  /// Trades, and goes on to the next bar. `actions` has one for each symbol. A bad_input error, with nothing
  /// done, for actions outside of the space, and where no step is due: before a reset, after the end, while
  /// features are missing.
  std::optional<error> act(std::span<const trading_action> actions);

  /// The windows that the observation of this bar is made of, one for each symbol.
  std::span<const window_id> needs() const noexcept { return windows_; }
  /// How many of them have not been taken yet.
  std::size_t missing() const noexcept { return missing_; }
  /// The features of one of them, once each. The error is that of write_block, and ends the episode.
  std::optional<error> take(std::size_t symbol, const feature_vector& features);
  /// Says that they are not to be had: the episode is at its end.
  void give_up() noexcept;

  /// Whole where nothing is missing. Good until the next act or reset.
  std::span<const float> observation() const noexcept { return observation_; }
  /// Where features of each symbol came from.
  std::span<const feature_source> sources() const noexcept { return sources_; }
  const episode_state& state() const noexcept { return state_; }
  std::span<const double> positions() const noexcept { return portfolio_.positions(); }
  portfolio_metrics metrics() const noexcept;

  const enhanced_trading_config& config() const noexcept { return config_; }
  const traded_market& market() const noexcept { return market_; }
  const observation_layout& layout() const noexcept { return layout_; }
  const box_space& observation_space() const noexcept { return observation_space_; }
  const trading_action_space& action_space() const noexcept { return action_space_; }

private:
  environment_core(enhanced_trading_config config, traded_market market, feature_shape shape);

  std::optional<error> check(std::span<const trading_action> actions) const;
  void go_to(std::uint32_t bar) noexcept;
  void judge_step(const trading_costs& costs_before) noexcept;
  void write_ratios() noexcept;

  enhanced_trading_config config_;
  traded_market market_;
  observation_layout layout_;
  box_space observation_space_;
  trading_action_space action_space_;
  random_stream random_;

  portfolio portfolio_;
  metrics_meter meter_;
  recent_returns returns_;
  episode_state state_;
  std::uint32_t last_bar_ = 0; ///< where the episode is truncated
  bool begun_ = false;

  std::size_t missing_ = 0;
  std::vector<window_id> windows_;
  std::vector<double> closes_;
  std::vector<feature_source> sources_;
  std::vector<float> observation_;
};

} // namespace simrun
