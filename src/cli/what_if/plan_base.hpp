#pragma once

#include "cli/arguments.hpp"

#include <cstdint>
#include <optional>

namespace simrun {

/// The scenario to plan with, on the virtual clock: it has a critical requirement and a load that can be
/// scaled. Nothing where it has problems or nothing can be planned by it; why has been printed to stderr.
std::optional<scenario> read_plan_base(const plan_arguments& arguments);

/// A fault on extractor[3] needs four.
std::uint32_t fewest_workers_possible(const scenario& s);

} // namespace simrun
