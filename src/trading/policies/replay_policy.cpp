#include "trading/policies/replay_policy.hpp"

#include <algorithm>

namespace simrun {

void replay_policy::decide(const policy_view& view, std::span<trading_action> actions) {
  std::ranges::fill(actions, trading_action{});
  for (; next_ < recorded_.size() && recorded_[next_].step <= view.state().steps; ++next_)
    actions[recorded_[next_].symbol] = recorded_[next_].action;
}

} // namespace simrun
