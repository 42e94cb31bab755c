#include "trading/run_episode.hpp"

namespace simrun {

result<episode_summary> run_episode(trading_environment& environment, policy& policy, std::uint64_t seed,
                                    const reset_options& options) {
  if (const auto begun = environment.reset(seed, options); !begun)
    return failure(begun.error());
  policy.begin(seed);
  std::vector<trading_action> actions(environment.action_space().symbols);
  episode_summary summary;
  while (!environment.core().state().ended()) {
    policy.decide(policy_view(environment.core()), actions);
    const auto stepped = environment.step(actions);
    if (!stepped)
      return failure(stepped.error());
    summary.reward_total += stepped->reward;
  }
  summary.last = environment.core().state();
  summary.metrics = environment.metrics();
  return summary;
}

} // namespace simrun
