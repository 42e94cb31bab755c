#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace simrun {

/// The part of a run at its end in which a drawn plan leaves the system alone: it must recover. It is at
/// least twice as long as it takes to see that.
inline constexpr double quiet_share = 0.2;

/// Draws up to eight faults that fit a run with these bounds, each other, and those that are there already
/// (`beside`). Swarm testing (Groce et al., ISSTA 2012): each plan leaves a random part of the kinds out, so
/// that those that are left are not always drowned by the same others. All have healed before the quiet part,
/// and what excludes each other keeps some distance. The same arguments draw the same plan; a run too
/// short for that has none.
std::vector<fault_spec> draw_plan(std::uint64_t seed, const fault_bounds& bounds,
                                  std::span<const fault_spec> beside = {});

} // namespace simrun
