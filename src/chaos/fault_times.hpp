#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"
#include "core/random.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace simrun {

/// A fault that comes back may fire that often.
inline constexpr std::int64_t firings_max = 10'000;

/// How long one firing lasts: as written, by the restart policy, or no time at all.
duration length_of(const fault_spec& fault, const fault_bounds& bounds) noexcept;

/// When a fault that fires at `at` must have healed.
time_point heals_at(const fault_spec& fault, time_point at, const fault_bounds& bounds) noexcept;

/// The same of one of several: the restart policy takes the longer the more often it lately had to restart
/// what the fault hits, in earlier firings of any of them.
time_point heals_at(std::span<const fault_spec> faults, std::size_t index, time_point at,
                    const fault_bounds& bounds);

/// How often the policy has lately restarted what the fault hits when it fires at `at`, at most.
std::size_t restarts_before(std::span<const fault_spec> faults, std::size_t index, time_point at,
                            const fault_bounds& bounds);

/// No firing is later: what the sentence says, or the last moment from which one can heal within the run.
time_point last_possible_firing(const fault_spec& fault, const fault_bounds& bounds) noexcept;

/// The firings of a fault with fixed times, firings_max at most.
std::vector<time_point> fixed_times(const fault_spec& fault, const fault_bounds& bounds);

/// The firings of any fault; random times are drawn. There is at least one, and the next begins after the
/// one before it has healed. From one to the next it is `every` on average: what is left of it after the
/// fault's length is a pause, a tenth of it fixed and the rest exponential.
std::vector<time_point> draw_times(const fault_spec& fault, const fault_bounds& bounds, random_stream random);

} // namespace simrun
