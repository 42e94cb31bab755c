#pragma once

#include "chaos/fault_spec.hpp"

#include <string>

namespace simrun {

/// The sentence that parse_fault reads as this, whatever its text says.
std::string sentence_of(const fault_spec& fault);

} // namespace simrun
