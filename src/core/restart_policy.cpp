#include "core/restart_policy.hpp"

#include <algorithm>

namespace simrun {

restart_policy::restart_policy(const restart_config& config) noexcept : config_(config) {
  config_.restart_delay_max = std::max(config.restart_delay, config.restart_delay_max);
}

std::optional<duration> restart_policy::delay_after_death(time_point now) {
  while (!restarts_.empty() && now - restarts_.front() >= config_.restarts_within)
    restarts_.pop_front();
  if (restarts_.size() >= config_.restarts_max)
    return std::nullopt;
  // Multiplied one by one: the same on every machine, and it stops at the largest.
  auto delay = config_.restart_delay;
  for (std::size_t i = 0; i < restarts_.size() && delay < config_.restart_delay_max; ++i)
    delay = std::min(from_seconds(in_seconds(delay) * config_.restart_backoff), config_.restart_delay_max);
  restarts_.push_back(now);
  return delay;
}

} // namespace simrun
