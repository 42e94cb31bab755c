#pragma once

#include "trading/policies/policy.hpp"

#include <cstddef>

namespace simrun {

/// Two moving averages of closes: buys while the fast one is above the slow one, sells while it is below,
/// each as much as sizes allow and as long as 1 % of the value is left to trade. Holds while the slow one is
/// not defined yet.
class crossover_policy final : public policy {
public:
  /// Bars of each average, fewer for the fast one.
  explicit crossover_policy(std::size_t fast = 5, std::size_t slow = 20) noexcept
      : fast_(fast), slow_(slow) {}

  void begin(std::uint64_t) override {}
  void decide(const policy_view& view, std::span<trading_action> actions) override;

private:
  trade_kind signal(std::span<const double> closes) const noexcept;

  std::size_t fast_;
  std::size_t slow_;
};

} // namespace simrun
