#include "trading/policies/buy_and_hold_policy.hpp"

#include <algorithm>

namespace simrun {

void buy_and_hold_policy::decide(const policy_view& view, std::span<trading_action> actions) {
  const bool invested = view.cash_ratio() < share_worth_a_trade;
  std::ranges::fill(actions, invested ? trading_action{} : trading_action{trade_kind::buy, view.size_max()});
}

} // namespace simrun
