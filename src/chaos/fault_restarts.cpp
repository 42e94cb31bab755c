#include "chaos/fault_restarts.hpp"

#include "chaos/fault_reach.hpp"
#include "chaos/fault_times.hpp"
#include "core/restart_delay.hpp"

#include <algorithm>

namespace simrun {

namespace {

/// As good as any number: by then no restart takes longer than the one before.
constexpr std::size_t many = 64;

bool heals_by_policy(const fault_spec& fault) {
  return fault.what == fault_kind::kill && !fault.lasts;
}

std::size_t deaths_by(const fault_spec& fault, const fault_bounds& bounds) {
  return fault.random_times ? many : std::min(many, fixed_times(fault, bounds).size());
}

} // namespace

duration longest_restart(std::span<const fault_spec> faults, const fault_bounds& bounds,
                         const restart_config& restarts) {
  std::size_t most = 1;
  for (const auto& fault : faults) {
    if (!heals_by_policy(fault))
      continue;
    std::size_t deaths = 0;
    for (const auto& other : faults)
      if (heals_by_policy(other) && reach_of_target(fault, bounds).meets(reach_of_target(other, bounds)))
        deaths += deaths_by(other, bounds);
    most = std::max(most, deaths);
  }
  return restart_delay_after(most - 1, restarts);
}

} // namespace simrun
