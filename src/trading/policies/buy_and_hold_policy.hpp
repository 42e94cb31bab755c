#pragma once

#include "trading/policies/policy.hpp"

namespace simrun {

/// Buys the same amount of each symbol, step by step as fast as sizes allow, until less than 1 % of the value
/// is cash, and never sells.
class buy_and_hold_policy final : public policy {
public:
  void begin(std::uint64_t) override {}
  void decide(const policy_view& view, std::span<trading_action> actions) override;
};

} // namespace simrun
