#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"
#include "core/restart_policy.hpp"

#include <span>

namespace simrun {

/// How long a kill without 'for' may last in this plan: what is killed again and again comes up ever later.
/// That of the component that is killed most, as if all of its deaths counted.
duration longest_restart(std::span<const fault_spec> faults, const fault_bounds& bounds,
                         const restart_config& restarts);

} // namespace simrun
