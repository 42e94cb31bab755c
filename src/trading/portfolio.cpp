#include "trading/portfolio.hpp"

#include <algorithm>

namespace simrun {

portfolio::portfolio(double cash, std::size_t symbols, double transaction_cost, double slippage)
    : transaction_cost_(transaction_cost), slippage_(slippage), cash_(cash), positions_(symbols) {}

void portfolio::reset(double cash) noexcept {
  cash_ = cash;
  std::ranges::fill(positions_, 0.0);
  costs_ = {};
  trades_ = 0;
}

void portfolio::trade(std::span<const trading_action> actions, std::span<const double> closes) noexcept {
  double shares = 0;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (actions[i].kind == trade_kind::sell)
      sell(i, actions[i].size, closes[i]);
    else if (actions[i].kind == trade_kind::buy)
      shares += actions[i].size;
  }
  const double cash_per_share = cash_ / std::max(shares, 1.0);
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (actions[i].kind == trade_kind::buy)
      buy(i, actions[i].size * cash_per_share, closes[i]);
}

void portfolio::sell(std::size_t symbol, double share, double close) noexcept {
  const double sold = share * positions_[symbol];
  if (!(sold > 0))
    return;
  const double price = close * (1 - slippage_);
  const double charged = sold * price * transaction_cost_;
  positions_[symbol] -= sold;
  cash_ += sold * price - charged;
  costs_.transaction += charged;
  costs_.slippage += sold * (close - price);
  ++trades_;
}

void portfolio::buy(std::size_t symbol, double spent, double close) noexcept {
  // Shares of cash may add up to a rounding error more than all of it.
  spent = std::min(spent, cash_);
  if (!(spent > 0))
    return;
  const double price = close * (1 + slippage_);
  const double bought = spent / (price * (1 + transaction_cost_));
  positions_[symbol] += bought;
  cash_ -= spent;
  costs_.transaction += bought * price * transaction_cost_;
  costs_.slippage += bought * (price - close);
  ++trades_;
}

double portfolio::value(std::span<const double> closes) const noexcept {
  double value = cash_;
  for (std::size_t i = 0; i < positions_.size(); ++i)
    value += positions_[i] * closes[i];
  return value;
}

} // namespace simrun
