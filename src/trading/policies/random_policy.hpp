#pragma once

#include "core/random.hpp"
#include "trading/policies/policy.hpp"

namespace simrun {

/// Draws from the action space. The same seed, the same actions.
class random_policy final : public policy {
public:
  void begin(std::uint64_t seed) override { random_ = random_stream(seed, "random_policy"); }
  void decide(const policy_view& view, std::span<trading_action> actions) override {
    trading_action_space{actions.size(), {trade_kinds}, view.size_max()}.sample(random_, actions);
  }

private:
  random_stream random_{0, "random_policy"};
};

} // namespace simrun
