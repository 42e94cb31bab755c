#pragma once

#include "trading/policies/policy.hpp"
#include "trading/policies/recorded_actions.hpp"

#include <cstddef>
#include <vector>

namespace simrun {

/// Does in each episode what was recorded, step by step, and holds where nothing was.
class replay_policy final : public policy {
public:
  /// Ordered by step.
  explicit replay_policy(std::vector<recorded_action> actions) noexcept : recorded_(std::move(actions)) {}

  void begin(std::uint64_t) override { next_ = 0; }
  void decide(const policy_view& view, std::span<trading_action> actions) override;

private:
  std::vector<recorded_action> recorded_;
  std::size_t next_ = 0;
};

} // namespace simrun
