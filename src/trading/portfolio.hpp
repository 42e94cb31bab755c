#pragma once

#include "trading/trading_action.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace simrun {

/// What trading took from an account.
struct trading_costs {
  double transaction = 0; ///< charged on top of what was traded
  double slippage = 0;    ///< what fills were worse than the close

  double total() const noexcept { return transaction + slippage; }
};

/// Cash and units of each symbol. Long only and never in debt: what is spent was there, what is sold too.
///
/// With close p, slippage s and transaction cost c, a buy that spends B fills B / (p (1 + s) (1 + c)) units;
/// a sell of q units brings q p (1 - s) (1 - c).
class portfolio {
public:
  portfolio(double cash, std::size_t symbols, double transaction_cost, double slippage);

  /// Trades at the closes, one for each symbol. Sells come first, so that their proceeds can be spent. Buys
  /// then take their shares of the cash there is before the first of them, so the order of symbols does not
  /// matter; where the shares are more than all of it together, they are scaled down to it.
  void trade(std::span<const trading_action> actions, std::span<const double> closes) noexcept;

  double cash() const noexcept { return cash_; }
  /// Units held, by symbol.
  std::span<const double> positions() const noexcept { return positions_; }
  /// Cash, and the positions at these closes.
  double value(std::span<const double> closes) const noexcept;

  const trading_costs& costs() const noexcept { return costs_; }
  /// Fills of more than nothing.
  std::uint64_t trades() const noexcept { return trades_; }

  /// Everything as at first.
  void reset(double cash) noexcept;

private:
  void sell(std::size_t symbol, double share, double close) noexcept;
  void buy(std::size_t symbol, double spent, double close) noexcept;

  double transaction_cost_;
  double slippage_;
  double cash_;
  std::vector<double> positions_;
  trading_costs costs_;
  std::uint64_t trades_ = 0;
};

} // namespace simrun
