#pragma once

#include "monitor/invariants.hpp"

#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// The functions behind the list of invariants, a sentence each where something is wrong.
namespace simrun::invariant_checks {

using finding = std::optional<std::string>;

// Of requests and what holds them.
finding conservation(const checked_run& run);
finding one_outcome(const checked_run& run);
finding one_answer(const checked_run& run);
finding no_answer_lost(const checked_run& run);
finding deadlines(const checked_run& run);
finding queues(const checked_run& run);
finding cache_age(const checked_run& run);
finding cache_source(const checked_run& run);
finding memory(const checked_run& run);
finding nothing_open(const checked_run& run);

// Of faults and what they explain.
finding comes_to_an_end(const checked_run& run);
finding faults_heal(const checked_run& run);
finding recovers(const checked_run& run);
finding deaths(const checked_run& run);
finding retries(const checked_run& run);
finding late_results(const checked_run& run);
finding failures(const checked_run& run);
finding quiet_without_faults(const checked_run& run);

/// Whether a fault of that kind took hold of anything.
bool fired(const run_result& r, std::string_view kind);

finding at_most(std::string_view what, std::uint64_t value, std::uint64_t bound);
finding at_most(std::string_view what, duration value, duration bound);

/// The first of several things that is wrong.
template <class... Rest>
finding first_of(finding one, Rest... rest) {
  if constexpr (sizeof...(rest) > 0)
    return one ? one : first_of(std::move(rest)...);
  return one;
}

} // namespace simrun::invariant_checks
