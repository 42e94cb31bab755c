#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace simrun {

/// Why a fault must not be there beside the others, if so: it fires before another has healed, and
/// - both are of one kind and may hit the same instance, or the same way between two actors; or
/// - one is a kill, and the other may hit what it kills, or a way that ends there.
/// Faults of different kinds may hold an instance at the same time. Of [any] and shares it counts what they
/// may hit, and of random times the whole time in which they may fire. Of two at the same moment the one
/// written later is at fault.
std::optional<std::string> check_overlap(std::span<const fault_spec> faults, std::size_t later,
                                         const fault_bounds& bounds);

} // namespace simrun
