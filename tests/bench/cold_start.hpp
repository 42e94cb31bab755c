#pragma once

#include <string_view>

namespace simrun {

/// The argument that makes this executable start cold once, instead of running its benchmarks.
inline constexpr std::string_view cold_start_word = "cold_start";

/// From nothing to the first features by the model in `weights_file`, or by random weights where that is
/// empty. Prints the milliseconds of its three parts, and has to be the first thing that a process does: what
/// a library has once made, it keeps.
int print_cold_start(std::string_view weights_file);

} // namespace simrun
