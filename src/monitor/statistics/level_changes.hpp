#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace simrun {

/// A series went to another level and stayed there for a while.
struct level_change {
  std::size_t first_after = 0; ///< index of the first value of the new level
  double before = 0;           ///< mean since the change before it, or since the start
  double after = 0;            ///< mean up to the next change, or the end
  double chance = 1;           ///< of a change this clear in a series without one

  double difference() const noexcept { return after - before; }
};

struct level_change_options {
  std::size_t part_min = 3;   ///< fewest values of a level
  double weak_level = 0.05;   ///< chance that makes a change worth a second look
  double strict_level = 0.01; ///< chance at which one is believed
  double difference_min = 0;  ///< a smaller one is no change, in the unit of the values
  std::size_t shuffles = 9999;
  std::uint64_t seed = 1;
};

/// All changes of level, in order: E-divisive (see energy_split.hpp) in two passes. The weak pass cuts the
/// series, then the parts, as long as a cut passes the permutation test at the weak level; a step that hides
/// behind another is found so. The strict pass tests each change again between its neighbours, drops the
/// least sure one, and repeats until all that are left are sure and large enough: Fleming et al., "Hunter:
/// Using Change Point Detection to Hunt for Performance Regressions", ICPE 2023, who took the idea to
/// E-divisive (with a t-test). Values are taken as independent of one another but for their level, as whole
/// runs are.
std::vector<level_change> find_level_changes(std::span<const double> values,
                                             const level_change_options& options = {});

} // namespace simrun
