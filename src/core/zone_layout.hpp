#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace simrun {

/// A zone and how its part of the workers compares with the others'.
struct zone_share {
  std::string name;
  double share = 1;
};

/// The workers of a zone: `count` of them from `first` on.
struct zone_workers {
  std::string name;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// Spreads workers over zones by their shares, in order, each boundary rounded to the nearest worker: the
/// counts add up, and none is off by more than one.
std::vector<zone_workers> lay_out_zones(std::span<const zone_share> zones, std::uint32_t workers);

} // namespace simrun
