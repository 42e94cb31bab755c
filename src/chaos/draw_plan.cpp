#include "chaos/draw_plan.hpp"

#include "chaos/draw_fault.hpp"
#include "chaos/fault_check.hpp"

#include <algorithm>
#include <chrono>

namespace simrun {

namespace {

constexpr std::uint64_t faults_max = 8;
/// A fault that fits nowhere after so many draws is left out.
constexpr int tries_max = 20;
constexpr duration shortest_faulty_part = std::chrono::milliseconds(20);

/// What was killed needs a moment until it is there to be hit again.
duration distance_in(const fault_bounds& bounds) {
  return std::min<duration>(bounds.measured / 100, std::chrono::seconds(1));
}

std::vector<fault_kind> draw_swarm(const fault_bounds& bounds, random_stream random) {
  const auto possible = possible_kinds(bounds);
  const auto spared = random.below(possible.size());
  std::vector<fault_kind> swarm;
  for (std::size_t i = 0; i < possible.size(); ++i) {
    const bool drawn = random.below(2) == 0;
    if (drawn || i == spared)
      swarm.push_back(possible[i]);
  }
  return swarm;
}

/// Each firing with the distance that it keeps from the next on the same instance.
fault_spec with_distance(fault_spec fault, const fault_bounds& bounds) {
  if (fault.lasts)
    *fault.lasts += distance_in(bounds);
  return fault;
}

} // namespace

std::vector<fault_spec> draw_plan(std::uint64_t seed, const fault_bounds& bounds,
                                  std::span<const fault_spec> beside) {
  const auto quiet =
      std::max(from_seconds(in_seconds(bounds.measured) * quiet_share), 2 * bounds.recovered_after);
  const auto faulty_ms = std::chrono::floor<std::chrono::milliseconds>(bounds.measured - quiet);
  if (faulty_ms < shortest_faulty_part)
    return {};
  const random_stream random(seed, "chaos");
  const auto swarm = draw_swarm(bounds, random.split(0));
  const auto wanted = 1 + random.split(1).below(faults_max);

  auto spaced = bounds;
  spaced.restart_delay += distance_in(bounds);
  if (spaced.restarts) {
    spaced.restarts->restart_delay += distance_in(bounds);
    spaced.restarts->restart_delay_max += distance_in(bounds);
  }
  std::vector<fault_spec> taken(beside.begin(), beside.end());
  std::vector<fault_spec> plan;
  for (std::uint64_t i = 0; i < wanted; ++i) {
    auto draws = random.split(2).split(i);
    for (int tries = 0; tries < tries_max; ++tries) {
      const auto kind = swarm[draws.below(swarm.size())];
      auto fault = draw_fault(kind, spaced, faulty_ms, draws);
      taken.push_back(with_distance(fault, bounds));
      if (check_faults(taken, spaced).size() == 0) {
        plan.push_back(std::move(fault));
        break;
      }
      taken.pop_back();
    }
  }
  return plan;
}

} // namespace simrun
