#include "trading/policies/crossover_policy.hpp"

#include <numeric>

namespace simrun {

namespace {

double mean_of_last(std::span<const double> values, std::size_t count) noexcept {
  const auto last = values.last(count);
  return std::accumulate(last.begin(), last.end(), 0.0) / static_cast<double>(count);
}

} // namespace

trade_kind crossover_policy::signal(std::span<const double> closes) const noexcept {
  if (closes.size() < slow_)
    return trade_kind::hold;
  const double fast = mean_of_last(closes, fast_);
  const double slow = mean_of_last(closes, slow_);
  return fast > slow ? trade_kind::buy : fast < slow ? trade_kind::sell : trade_kind::hold;
}

void crossover_policy::decide(const policy_view& view, std::span<trading_action> actions) {
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const auto wanted = signal(view.closes(i));
    const double tradable = wanted == trade_kind::sell ? view.position_ratio(i) : view.cash_ratio();
    actions[i] = tradable < share_worth_a_trade ? trading_action{} : trading_action{wanted, view.size_max()};
  }
}

} // namespace simrun
