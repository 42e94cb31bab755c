#include "actors/scenario_environments.hpp"

#include "trading/policies/make_policy.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <utility>

namespace simrun {

namespace {

/// The market is the run's, which outlives all environments.
std::shared_ptr<const market_data> borrowed(const market_data& market) {
  return {std::shared_ptr<void>(), &market};
}

result<environment_core> try_environment(const scenario& s, const run_inputs& inputs,
                                         std::uint32_t environment) {
  return environment_core::make(config_of_environment(s, inputs.market, environment), borrowed(inputs.market),
                                inputs.shape);
}

result<void> check_start(const scenario& s, environment_core& core) {
  reset_options options;
  if (const auto steps = s.environment->episode_steps)
    options.steps_max = steps;
  if (auto problem = core.reset(0, options))
    return failure(std::move(*problem));
  return {};
}

} // namespace

enhanced_trading_config config_of_environment(const scenario& s, const market_data& market,
                                              std::uint32_t environment) {
  auto config = s.environment->trading;
  const auto symbols = s.environment->symbols;
  for (std::uint32_t i = 0; i < symbols; ++i)
    config.symbols.push_back(market.name((environment * symbols + i) % market.symbols()));
  return config;
}

environment_core make_environment(const scenario& s, const run_inputs& inputs, std::uint32_t environment) {
  auto core = try_environment(s, inputs, environment);
  if (!core)
    throw std::runtime_error(core.error().message);
  return std::move(*core);
}

policy_kind policy_of_environment(const scenario& s, std::uint32_t environment) {
  const auto& policies = s.environment->policies;
  return static_cast<policy_kind>(policies[environment % policies.size()]);
}

result<void> prepare_environments(const scenario& s, run_inputs& inputs) {
  if (!s.environment)
    return {};
  auto actions = std::make_shared<std::vector<std::vector<recorded_action>>>(s.environment->environments);
  for (std::uint32_t n = 0; n < s.environment->environments; ++n) {
    auto core = try_environment(s, inputs, n);
    if (!core)
      return failure(core.error());
    if (auto started = check_start(s, *core); !started)
      return started;
    if (policy_of_environment(s, n) != policy_kind::replay)
      continue;
    auto recorded = read_actions(s.environment->actions_file, core->config().symbols, core->action_space());
    if (!recorded)
      return failure(recorded.error());
    (*actions)[n] = std::move(*recorded);
  }
  inputs.make_policy = [policies = s.environment->policies, actions](std::uint32_t environment) {
    return make_policy(static_cast<policy_kind>(policies[environment % policies.size()]),
                       (*actions)[environment]);
  };
  return {};
}

} // namespace simrun
