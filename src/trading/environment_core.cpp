#include "trading/environment_core.hpp"

#include "trading/episode_range.hpp"
#include "trading/reward.hpp"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace simrun {

namespace {

constexpr double capital_left_min = 0.1;

float to_float(double x) noexcept {
  constexpr double largest = std::numeric_limits<float>::max();
  return static_cast<float>(std::min(x, largest));
}

/// Rounding may put a ratio a last digit past 1.
float to_share(double x) noexcept {
  return static_cast<float>(std::clamp(x, 0.0, 1.0));
}

error bad_input(std::string message) {
  return {error_code::bad_input, std::move(message)};
}

} // namespace

result<environment_core> environment_core::make(enhanced_trading_config config,
                                                std::shared_ptr<const market_data> data,
                                                feature_shape shape) {
  if (auto problem = simrun::check(config))
    return failure(std::move(*problem));
  auto market = traded_market::make(std::move(data), config.symbols, config.lookback_window + 1);
  if (!market)
    return failure(market.error());
  return environment_core(std::move(config), std::move(*market), shape);
}

environment_core::environment_core(enhanced_trading_config config, traded_market market, feature_shape shape)
    : config_(std::move(config)),
      market_(std::move(market)),
      layout_(layout_of(config_, shape, market_.symbols())),
      observation_space_(observation_space_of(layout_)),
      action_space_{market_.symbols(), {trade_kinds}, config_.max_position_size},
      random_(0, "episodes"),
      portfolio_(config_.initial_balance, market_.symbols(), config_.transaction_cost, config_.slippage),
      meter_(config_.initial_balance, config_.bars_per_year, config_.risk_free_rate),
      windows_(market_.symbols()),
      closes_(market_.symbols()),
      sources_(market_.symbols()),
      observation_(layout_.size()) {}

std::optional<error> environment_core::reset(std::optional<std::uint64_t> seed,
                                             const reset_options& options) {
  if (seed)
    random_ = random_stream(*seed, "episodes");
  const auto range = range_of(options, config_.lookback_window, market_.bars(), random_);
  if (!range)
    return range.error();

  portfolio_.reset(config_.initial_balance);
  meter_ = metrics_meter(config_.initial_balance, config_.bars_per_year, config_.risk_free_rate);
  returns_ = {};
  state_ = {};
  begun_ = true;
  last_bar_ = range->last_bar;
  go_to(range->first_bar);
  state_.value = config_.initial_balance;
  write_ratios();
  return std::nullopt;
}

std::optional<error> environment_core::check(std::span<const trading_action> actions) const {
  if (!begun_)
    return bad_input("no episode has begun; call reset before the first step");
  if (state_.ended())
    return bad_input(
        fmt::format("the episode is over: {}; call reset before the next step", text_of(state_.end)));
  if (missing_ > 0)
    return bad_input(
        fmt::format("{} of {} windows still need features before the next step", missing_, windows_.size()));
  if (actions.size() != market_.symbols())
    return bad_input(fmt::format("{} actions for {} symbols; each symbol needs one, in their order",
                                 actions.size(), market_.symbols()));
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (!action_space_.contains(actions[i]))
      return bad_input(fmt::format(
          "the action for '{}' is not in the action space: kind {} of 0 to 2, size {} "
          "of 0 to {}",
          market_.name(i), static_cast<int>(actions[i].kind), actions[i].size, config_.max_position_size));
  return std::nullopt;
}

std::optional<error> environment_core::act(std::span<const trading_action> actions) {
  if (auto problem = check(actions))
    return problem;
  const auto costs_before = portfolio_.costs();
  portfolio_.trade(actions, closes_);
  go_to(state_.bar + 1);
  judge_step(costs_before);
  write_ratios();
  return std::nullopt;
}

void environment_core::go_to(std::uint32_t bar) noexcept {
  state_.bar = bar;
  for (std::size_t i = 0; i < market_.symbols(); ++i) {
    closes_[i] = market_.close(i, bar);
    windows_[i] = market_.window(i, bar, config_.lookback_window);
  }
  missing_ = windows_.size();
}

void environment_core::judge_step(const trading_costs& costs_before) noexcept {
  const double value_before = state_.value;
  ++state_.steps;
  state_.value = portfolio_.value(closes_);
  state_.step_return = state_.value / value_before - 1;
  state_.transaction_cost = portfolio_.costs().transaction - costs_before.transaction;
  state_.slippage_cost = portfolio_.costs().slippage - costs_before.slippage;
  meter_.record(state_.value);
  returns_.add(state_.step_return);
  state_.drawdown = meter_.drawdown();
  state_.reward =
      reward_of({state_.step_return, returns_.sharpe(config_.risk_free_rate / config_.bars_per_year),
                 state_.drawdown, (state_.transaction_cost + state_.slippage_cost) / value_before},
                config_.reward_scaling);
  if (state_.value <= capital_left_min * config_.initial_balance)
    state_.end = episode_end::capital_lost;
  else if (state_.drawdown >= config_.max_drawdown_limit)
    state_.end = episode_end::drawdown_limit;
  else if (state_.bar + 1 == market_.bars())
    state_.end = episode_end::end_of_data;
  else if (state_.bar == last_bar_)
    state_.end = episode_end::steps_max;
}

void environment_core::write_ratios() noexcept {
  state_.cash = portfolio_.cash();
  observation_[layout_.cash_ratio()] = to_share(state_.cash / state_.value);
  observation_[layout_.value_ratio()] = to_float(state_.value / config_.initial_balance);
  observation_[layout_.drawdown()] = to_share(state_.drawdown);
  const auto positions = portfolio_.positions();
  for (std::size_t i = 0; i < positions.size(); ++i)
    observation_[layout_.position_ratio(i)] = to_share(positions[i] * closes_[i] / state_.value);
}

std::optional<error> environment_core::take(std::size_t symbol, const feature_vector& features) {
  assert(symbol < windows_.size() && missing_ > 0);
  if (auto problem = write_block(
          layout_, features, std::span(observation_).subspan(layout_.block_of(symbol), layout_.block()))) {
    give_up();
    return problem;
  }
  sources_[symbol] = features.source;
  --missing_;
  return std::nullopt;
}

void environment_core::give_up() noexcept {
  if (!state_.ended())
    state_.end = episode_end::no_features;
}

portfolio_metrics environment_core::metrics() const noexcept {
  auto m = meter_.metrics();
  m.trades = portfolio_.trades();
  m.costs = portfolio_.costs().total();
  return m;
}

} // namespace simrun
