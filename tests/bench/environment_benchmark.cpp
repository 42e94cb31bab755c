// A step of one environment: what it takes itself, with features from the cache, and with the network.
#include "features/null_feature_extractor.hpp"
#include "market/synthetic_market.hpp"
#include "trading/trading_environment.hpp"

#include <benchmark/benchmark.h>

using namespace simrun;

namespace {

constexpr std::uint64_t seed = 42;

std::shared_ptr<const market_data> market_of(std::uint32_t symbols, std::uint32_t bars = 2500) {
  synthetic_market_config config;
  config.bars = bars;
  config.symbols = symbols;
  return std::make_shared<const market_data>(market_data::from(make_synthetic_market(config)));
}

/// Never ends before the data does, so that every run of it has as many steps.
enhanced_trading_config endless() {
  enhanced_trading_config config;
  config.max_drawdown_limit = 1;
  config.transaction_cost = 0;
  config.slippage = 0;
  return config;
}

/// Drawn before, as an agent's choice is no part of the step.
std::vector<trading_action> drawn_actions(const trading_environment& environment, std::size_t steps) {
  random_stream random(seed, "actions");
  std::vector<trading_action> actions(steps * environment.action_space().symbols);
  environment.action_space().sample(random, actions);
  return actions;
}

/// Steps on and on, with a reset at the end of each episode.
void step_on(benchmark::State& state, trading_environment& environment) {
  constexpr std::size_t drawn = 1024;
  const auto symbols = environment.action_space().symbols;
  const auto actions = drawn_actions(environment, drawn);
  if (!environment.reset(seed))
    return state.SkipWithError("no reset");
  std::size_t i = 0;
  for (auto _ : state) {
    const auto stepped = environment.step(std::span(actions).subspan(i++ % drawn * symbols, symbols));
    if (!stepped)
      return state.SkipWithError(stepped.error().message.c_str());
    benchmark::DoNotOptimize(stepped->observation.data());
    if (stepped->truncated || stepped->terminated)
      if (!environment.reset(seed))
        return state.SkipWithError("no reset");
  }
  state.SetItemsProcessed(state.iterations());
}

void null_step(benchmark::State& state) {
  auto config = endless();
  config.enable_feature_caching = false;
  auto environment = trading_environment::make(config, market_of(static_cast<std::uint32_t>(state.range(0))),
                                               std::make_unique<null_feature_extractor>(256), {})
                         .value();
  step_on(state, environment);
}
BENCHMARK(null_step)
    ->Name("environment/null_extractor/symbols")
    ->Arg(1)
    ->Arg(4)
    ->Unit(benchmark::kMicrosecond);

/// The network's features, of windows that were all asked for once before.
void cached_step(benchmark::State& state) {
  auto environment = trading_environment::make(endless(), market_of(1, 560)).value();
  const std::vector<trading_action> hold(1);
  if (!environment.reset(seed))
    return state.SkipWithError("no reset");
  while (!environment.core().state().ended())
    if (!environment.step(hold))
      return state.SkipWithError("no step");
  const auto before = environment.performance();
  step_on(state, environment);
  const auto after = environment.performance();
  state.counters["cache_hit_rate"] = static_cast<double>(after.cache_hits - before.cache_hits) /
                                     static_cast<double>(after.extractions - before.extractions);
}
BENCHMARK(cached_step)->Name("environment/cached")->Unit(benchmark::kMicrosecond);

void network_step(benchmark::State& state) {
  auto config = endless();
  config.enable_feature_caching = false;
  auto environment = trading_environment::make(config, market_of(1)).value();
  step_on(state, environment);
  state.counters["p95_ms"] = in_milliseconds(environment.performance().p95);
}
BENCHMARK(network_step)->Name("environment/network")->Unit(benchmark::kMicrosecond);

} // namespace
