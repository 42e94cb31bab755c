// What a step takes from the heap: nothing.
#include "../../features/memory/heap_watch.hpp"
#include "../made_up_market.hpp"
#include "features/null_feature_extractor.hpp"
#include "trading/trading_environment.hpp"

#include <doctest/doctest.h>

using namespace simrun;

namespace {

std::size_t allocations_of_second_episode(const enhanced_trading_config& config) {
  auto environment = trading_environment::make(config, fixture::wandering_market(3, 300, 1),
                                               std::make_unique<null_feature_extractor>(256), {})
                         .value();
  std::vector<trading_action> actions(3);
  random_stream random(1, "actions");
  const auto play = [&] {
    REQUIRE(environment.reset(1));
    while (!environment.core().state().ended()) {
      environment.action_space().sample(random, actions);
      if (!environment.step(actions))
        FAIL("a step failed");
    }
  };
  play();
  const heap_watch watch;
  play();
  if (watch.allocations() > 0)
    watch.print_first();
  return watch.allocations();
}

} // namespace

TEST_SUITE_BEGIN("trading/heap");

TEST_CASE("steps run without the heap, whether features are cached or not") {
  auto config = fixture::quick_config();
  CHECK(allocations_of_second_episode(config) == 0);
  config.enable_feature_caching = false;
  CHECK(allocations_of_second_episode(config) == 0);
}

TEST_SUITE_END();
