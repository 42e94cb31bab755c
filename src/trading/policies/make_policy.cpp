#include "trading/policies/make_policy.hpp"

#include "trading/policies/buy_and_hold_policy.hpp"
#include "trading/policies/crossover_policy.hpp"
#include "trading/policies/random_policy.hpp"
#include "trading/policies/replay_policy.hpp"

namespace simrun {

std::unique_ptr<policy> make_policy(policy_kind kind, std::vector<recorded_action> recorded) {
  switch (kind) {
  case policy_kind::buy_and_hold:
    return std::make_unique<buy_and_hold_policy>();
  case policy_kind::crossover:
    return std::make_unique<crossover_policy>();
  case policy_kind::replay:
    return std::make_unique<replay_policy>(std::move(recorded));
  case policy_kind::random:
    break;
  }
  return std::make_unique<random_policy>();
}

} // namespace simrun
