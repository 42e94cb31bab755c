#pragma once

#include "cli/arguments.hpp"
#include "cli/shared_inputs.hpp"
#include "planning/grid.hpp"

#include <optional>
#include <vector>

namespace simrun {

/// The scenario of every point of the grid, on the virtual clock. Nothing where one has problems; then those
/// of all points have been printed to stderr, each once, with the first point that has it.
std::optional<std::vector<scenario>> read_sweep_points(const sweep_arguments& arguments, const grid& points,
                                                       shared_inputs& inputs);

} // namespace simrun
