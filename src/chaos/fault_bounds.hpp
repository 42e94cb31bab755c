#pragma once

#include "core/clock_kind.hpp"
#include "core/restart_policy.hpp"
#include "core/time.hpp"
#include "core/zone_layout.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace simrun {

/// What a fault of a run has to fit to.
struct fault_bounds {
  std::uint32_t extractor_workers = 1;
  bool cache_enabled = true;
  bool fallback_enabled = true;
  duration measured{};      ///< faults fire and heal within it
  duration restart_delay{}; ///< how long a kill without 'for' lasts
  std::vector<zone_workers> zones{};
  clock_kind clock = clock_kind::virtual_time; ///< some kinds are for one clock only
  duration recovered_after{}; ///< what fires again and again leaves so much of the run's end, to recover in
  std::optional<restart_config> restarts{}; ///< makes kills without 'for' last longer, one after the other
};

} // namespace simrun
