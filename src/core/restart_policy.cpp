#include "core/restart_policy.hpp"

#include "core/restart_delay.hpp"

#include <algorithm>

namespace simrun {

duration restart_delay_after(std::size_t restarts, const restart_config& config) noexcept {
  const auto longest = std::max(config.restart_delay, config.restart_delay_max);
  auto delay = config.restart_delay;
  // Multiplied one by one: the same on every machine, and it stops at the largest.
  for (; restarts > 0 && delay > duration(0) && delay < longest; --restarts)
    delay = std::min(from_seconds(in_seconds(delay) * config.restart_backoff), longest);
  return delay;
}

restart_policy::restart_policy(const restart_config& config) noexcept : config_(config) {}

std::optional<duration> restart_policy::delay_after_death(time_point now) {
  while (!restarts_.empty() && now - restarts_.front() >= config_.restarts_within)
    restarts_.pop_front();
  if (restarts_.size() >= config_.restarts_max)
    return std::nullopt;
  const auto delay = restart_delay_after(restarts_.size(), config_);
  restarts_.push_back(now);
  return delay;
}

} // namespace simrun
