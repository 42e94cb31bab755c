#pragma once

#include "monitor/invariants.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

/// A run that broke an invariant, and how to see it again.
struct chaos_failure {
  std::uint64_t seed = 0;
  std::vector<violation> violations;
  std::vector<std::string> plan;     ///< the faults of the run, a sentence each
  std::vector<std::string> shortest; ///< the shortest plan found that breaks the first of the invariants
  duration shortest_measured{};
  std::size_t tries = 0;           ///< runs that it took to find it
  bool repeatable = true;          ///< false: the same seed did not show it again
  std::vector<std::string> events; ///< the last ones before the first sign of it
  std::string command;             ///< replays it
};

struct chaos_result {
  std::string scenario; ///< the file, or "built in"
  std::string clock;
  std::uint64_t seed = 0; ///< of the first run; the others follow it
  std::size_t runs_wanted = 0;
  std::size_t runs = 0; ///< that came to their end
  std::size_t runs_failed = 0;
  duration measured{}; ///< of a run
  duration wall{};
  outcome_counts outcomes;  ///< of all runs
  std::uint64_t faults = 0; ///< that fired in them
  std::uint64_t retries = 0;
  std::vector<std::pair<std::string, std::size_t>> broken_by{}; ///< invariants, and how many runs broke each
  std::vector<chaos_failure> failures;                          ///< the first of them
};

inline constexpr auto chaos_schema = "simrun.chaos/1";

std::string chaos_text(const chaos_result& r);
std::string chaos_json(const chaos_result& r);

} // namespace simrun
