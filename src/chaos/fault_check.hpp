#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace simrun {

/// Why one of the faults can't be part of the run.
struct fault_problem {
  std::size_t index; ///< of the fault
  std::string message;
};

/// Everything that would keep a fault from firing and healing as written, in the order of the faults: no such
/// instance, a component that is switched off, the other clock, a time outside the measured part or past the
/// end that another fault makes, or a firing that begins before one that it must not overlap has healed
/// (fault_overlap.hpp).
std::vector<fault_problem> check_faults(std::span<const fault_spec> faults, const fault_bounds& bounds);

} // namespace simrun
