#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <string>

namespace simrun {

/// How often, and for how long, a limit on processor time made somebody wait.
struct cpu_throttling {
  std::uint64_t times = 0;
  duration waited{};
};

/// What became of a run's limit on processor time.
struct cpu_limit_record {
  double cores = 0;
  std::string enforced_by; ///< "cgroup v2", "cgroup v1" or "throttled workers"
  cpu_throttling throttling;
};

} // namespace simrun
