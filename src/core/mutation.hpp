#pragma once

namespace simrun {

/// Defects to prove that the checker finds them: see tests/mutation. No build that is shipped has them.
enum class mutation {
  none,
  drop_outcome,    ///< now and then a request's end is not told
  double_count,    ///< now and then it is told twice
  ignore_death,    ///< a worker's death changes nothing
  forget_deadline, ///< what has passed its deadline stays
  cache_fallback,  ///< indicators are stored as if they were the network's features
};

#ifdef SIMRUN_MUTATIONS
/// Whether the process was started with that defect, by its name in the variable SIMRUN_MUTATION.
bool mutated(mutation m);
/// The same, for one call in 50.
bool mutated_now_and_then(mutation m);
#else
constexpr bool mutated(mutation) noexcept {
  return false;
}
constexpr bool mutated_now_and_then(mutation) noexcept {
  return false;
}
#endif

} // namespace simrun
