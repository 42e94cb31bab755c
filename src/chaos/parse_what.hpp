#pragma once

#include "chaos/fault_form.hpp"
#include "chaos/fault_spec.hpp"
#include "chaos/fault_words.hpp"

namespace simrun {

/// Reads what stands between the kind of a fault and its time, by the shape of the form.
result<void> parse_what(fault_words& words, const fault_form& form, fault_spec& spec);

} // namespace simrun
