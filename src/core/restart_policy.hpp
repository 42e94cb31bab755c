#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <deque>
#include <optional>

namespace simrun {

struct restart_config {
  duration restart_delay = std::chrono::milliseconds(100); ///< before the first restart
  double restart_backoff = 2;                              ///< each delay over the one before
  duration restart_delay_max = std::chrono::seconds(2);
  std::uint32_t restarts_max = 20; ///< lately; past it a component stays down
  duration restarts_within = std::chrono::minutes(1);
};

/// When one component that died comes back: after a delay that grows with the restarts it lately had, and
/// no more once it had too many. What lies back long enough is forgotten.
class restart_policy {
public:
  explicit restart_policy(const restart_config& config) noexcept;

  /// How long it stays down after its death now. Nothing: for good.
  std::optional<duration> delay_after_death(time_point now);

  std::uint32_t recent_restarts() const noexcept { return static_cast<std::uint32_t>(restarts_.size()); }

private:
  restart_config config_;
  std::deque<time_point> restarts_; ///< granted lately, oldest first; at most restarts_max
};

} // namespace simrun
