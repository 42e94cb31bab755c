#pragma once

#include "trading/policies/policy.hpp"
#include "trading/policies/policy_kind.hpp"
#include "trading/policies/recorded_actions.hpp"

#include <memory>
#include <vector>

namespace simrun {

/// `recorded` is what a replay does; the others leave it alone.
std::unique_ptr<policy> make_policy(policy_kind kind, std::vector<recorded_action> recorded = {});

} // namespace simrun
