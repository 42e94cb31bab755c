#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_form.hpp"
#include "core/random.hpp"

namespace simrun {

/// Draws what a fault of that form hits, and for messages the sender too, from what is there.
void draw_targets(const fault_form& form, const fault_bounds& bounds, random_stream& random,
                  fault_spec& fault);

/// Whether there is anything for it to hit.
bool has_targets(const fault_form& form, const fault_bounds& bounds);

} // namespace simrun
