#pragma once

namespace simrun {

/// What the reward of a step is made of.
struct step_facts {
  double step_return = 0;   ///< value after the step / value before its trades - 1
  double recent_sharpe = 0; ///< recent_returns::sharpe, this step's return included
  double drawdown = 0;      ///< after the step: 1 - value / highest value of the episode
  double cost_share = 0;    ///< the step's transaction costs and slippage / value before its trades
};

// Sizes of a daily step: a return of 1 % is 0.01, a Sharpe ratio of 0.1 (1.6 a year) adds 0.001, a drawdown
// of 10 % takes 0.001 off each step that it lasts, and costs count once more than in the return.
inline constexpr double sharpe_weight = 0.01;
inline constexpr double drawdown_weight = 0.01;
inline constexpr double cost_weight = 1;

/// scaling x (return + 0.01 Sharpe - 0.01 drawdown - cost share).
constexpr double reward_of(const step_facts& step, double scaling) noexcept {
  return scaling * (step.step_return + sharpe_weight * step.recent_sharpe - drawdown_weight * step.drawdown -
                    cost_weight * step.cost_share);
}

} // namespace simrun
