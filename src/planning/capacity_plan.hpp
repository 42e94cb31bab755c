#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace simrun {

/// One question to the simulation: does this many workers meet the requirements at this load, under each of
/// the first `seeds` seeds?
struct capacity_probe {
  std::uint32_t workers = 0;
  std::uint32_t load_percent = 100; ///< of the load that is planned for
  std::uint32_t seeds = 1;

  friend bool operator==(const capacity_probe&, const capacity_probe&) = default;
};

/// How many of its seeds met the requirements.
using capacity_oracle = std::function<std::uint32_t(const capacity_probe&)>;

struct capacity_limits {
  std::uint32_t workers_min = 1;
  std::uint32_t workers_max = 1;
  std::uint32_t seeds = 4; ///< that the answer is held to; the search for it uses the first
};

/// Headroom is looked for in these steps, and no further than this.
inline constexpr std::uint32_t headroom_step_percent = 5;
inline constexpr std::uint32_t headroom_max_percent = 900;

struct capacity_plan {
  std::uint32_t workers = 0; ///< the fewest: they met the requirements with every seed
  /// With how many seeds one worker less met them: not with all. None where it can't be fewer.
  std::optional<std::uint32_t> fewer_met;
  std::uint32_t headroom_percent = 0; ///< more load that the answer carried with every seed
};

/// Finds the fewest workers by doubling and bisection with one seed, then holds the answer to all of them:
/// one that a lucky seed chose is raised until every seed agrees. Then looks for the load that the answer
/// still carries. Nothing where even workers_max do not do.
std::optional<capacity_plan> plan_capacity(const capacity_limits& limits, const capacity_oracle& ask);

} // namespace simrun
