#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace simrun {

/// Where a series changed its level, and by how much.
struct change_point {
  std::size_t first_after = 0; ///< index of the first value of the new level
  double before = 0;           ///< median of what came before it
  double after = 0;            ///< and of the rest
  double chance = 1;           ///< of a series that never changed to look as changed as this, at most
};

/// More values than this are thinned to evenly spaced ones.
inline constexpr std::size_t change_values_max = 7200;

/// Tests whether a series, such as one latency a second, changed its level once: Pettitt, "A non-parametric
/// approach to the change-point problem", Applied Statistics 28 (1979), 126-135. It looks at ranks alone, so
/// neither wild values nor the shape of their distribution raise an alarm. Nothing where the chance of a
/// false alarm is above `significance`, and of fewer than 10 values. Values are taken as independent of one
/// another.
std::optional<change_point> find_change_point(std::span<const double> values, double significance = 0.01);

} // namespace simrun
