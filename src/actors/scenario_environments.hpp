#pragma once

#include "actors/run_inputs.hpp"
#include "trading/environment_core.hpp"

namespace simrun {

/// What an environment of a scenario is like: as many of the market's symbols as each has, where the
/// environment before it left off.
enhanced_trading_config config_of_environment(const scenario& s, const market_data& market,
                                              std::uint32_t environment);

/// The rules of one. Throws where they can't be made, which prepare_environments would have said. The market
/// must outlive it.
environment_core make_environment(const scenario& s, const run_inputs& inputs, std::uint32_t environment);

/// "random": the word of its policy.
policy_kind policy_of_environment(const scenario& s, std::uint32_t environment);

/// Makes every environment once and reads the actions that are replayed: what is wrong with any of them is
/// said before the run. `inputs` then makes policies.
result<void> prepare_environments(const scenario& s, run_inputs& inputs);

} // namespace simrun
