#pragma once

#include <cstdint>

namespace simrun {

/// Defects to prove that the checker finds them: see tests/mutation. No build that is shipped has them.
enum class mutation {
  none,
  drop_outcome,    ///< the end of one request in 50 is not told
  double_count,    ///< it is told twice
  ignore_death,    ///< a worker's death changes nothing
  forget_deadline, ///< what has passed its deadline stays
  cache_fallback,  ///< indicators are stored as if they were the network's features
};

#ifdef SIMRUN_MUTATIONS
/// Whether the process was started with that defect, by its name in the variable SIMRUN_MUTATION.
bool mutated(mutation m);
/// The same, for one request in 50: which, follows from its number alone, so a replay shows it again.
bool mutated_for(mutation m, std::uint64_t request);
#else
constexpr bool mutated(mutation) noexcept {
  return false;
}
constexpr bool mutated_for(mutation, std::uint64_t) noexcept {
  return false;
}
#endif

} // namespace simrun
