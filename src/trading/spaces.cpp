#include "trading/spaces.hpp"

#include <algorithm>

namespace simrun {

bool box_space::contains(std::span<const float> x) const noexcept {
  if (x.size() != size())
    return false;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (!(x[i] >= low[i] && x[i] <= high[i]))
      return false;
  return true;
}

bool trading_action_space::contains(std::span<const trading_action> actions) const noexcept {
  return actions.size() == symbols &&
         std::ranges::all_of(actions, [this](const trading_action& a) { return contains(a); });
}

void trading_action_space::sample(random_stream& random, std::span<trading_action> actions) const noexcept {
  for (auto& action : actions) {
    action.kind = static_cast<trade_kind>(random.below(kind.n));
    action.size = size_max * random.uniform();
  }
}

} // namespace simrun
