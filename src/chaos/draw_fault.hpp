#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"
#include "core/random.hpp"

#include <chrono>
#include <vector>

namespace simrun {

/// The kinds that can fire in a run with these bounds.
std::vector<fault_kind> possible_kinds(const fault_bounds& bounds);

/// Draws a fault of a kind, with its sentence as text: something that is there, at times from the start of
/// the measured part on, healed by `end`. Its numbers are whole milliseconds, percents and the like, so that
/// the sentence is short and says them exactly.
fault_spec draw_fault(fault_kind kind, const fault_bounds& bounds, std::chrono::milliseconds end,
                      random_stream& random);

} // namespace simrun
