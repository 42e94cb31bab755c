#pragma once

#include "chaos/fault_spec.hpp"
#include "core/restart_policy.hpp"
#include "core/time.hpp"
#include "core/zone_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace simrun {

/// What a fault of a run has to fit to.
struct fault_bounds {
  std::uint32_t extractor_workers = 1;
  bool cache_enabled = true;
  bool fallback_enabled = true;
  duration measured{};      ///< faults fire and heal within it
  duration restart_delay{}; ///< how long a fault without 'for' lasts
  std::vector<zone_workers> zones{};
  std::optional<restart_config> restarts{}; ///< makes those without 'for' last longer, one after the other
};

/// When a fault must have healed, where nothing else has happened before.
time_point heals_at(const fault_spec& fault, const fault_bounds& bounds) noexcept;
/// When one of the faults must have healed.
time_point heals_at(std::span<const fault_spec> faults, std::size_t index, const fault_bounds& bounds);

/// Why one of the faults can't be part of the run.
struct fault_problem {
  std::size_t index; ///< of the fault
  std::string message;
};

/// Everything that would keep a fault from firing and healing as written, in the order of the faults: no such
/// instance, a component that is switched off, a time outside the measured part, or a fault that
/// begins before an earlier one on the same instance has healed.
std::vector<fault_problem> check_faults(std::span<const fault_spec> faults, const fault_bounds& bounds);

} // namespace simrun
