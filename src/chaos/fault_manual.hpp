#pragma once

#include <string>

namespace simrun {

/// docs/faults.md: the grammar of faults, from the table that the parser reads by.
std::string fault_manual();

/// The same for a terminal: every form with what it hits and an example, then targets and times.
std::string fault_help();

} // namespace simrun
