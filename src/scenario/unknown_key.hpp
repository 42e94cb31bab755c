#pragma once

#include "scenario/config_value.hpp"
#include "scenario/scenario_sections.hpp"

#include <string>

namespace simrun {

/// What to say about a key that `section` does not have: the nearest that it has, or the table where a key
/// of exactly this name belongs.
std::string unknown_key(const scenario_section& section, const config_entry& entry);

} // namespace simrun
