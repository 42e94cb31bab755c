// What must hold for any actions, over many seeds: the books, the spaces, and that nobody sees the future.
#include "trading/environment_core.hpp"

#include "made_up_market.hpp"

#include <bit>
#include <doctest/doctest.h>

using namespace simrun;
using fixture::quick_config;
using fixture::small_shape;

namespace {

void feed(environment_core& core) {
  feature_vector features;
  for (std::size_t i = 0; i < core.needs().size(); ++i) {
    fixture::telling_extractor::tell(core.market().data().window(core.needs()[i]), features);
    REQUIRE_FALSE(core.take(i, features));
  }
}

/// Random actions from the reset to the end, or for `steps_max` steps; `look` after the reset and each step.
template <class Look>
void play(environment_core& core, std::uint64_t seed, std::uint32_t steps_max, Look look) {
  random_stream random(seed, "actions");
  std::vector<trading_action> actions(core.action_space().symbols);
  REQUIRE_FALSE(core.reset(seed, {}));
  feed(core);
  look(core);
  while (!core.state().ended() && core.state().steps < steps_max) {
    core.action_space().sample(random, actions);
    REQUIRE_FALSE(core.act(actions));
    feed(core);
    look(core);
  }
}

double worth(const environment_core& core, std::uint32_t bar) {
  double worth = 0;
  for (std::size_t i = 0; i < core.positions().size(); ++i)
    worth += core.positions()[i] * core.market().close(i, bar);
  return worth;
}

constexpr std::uint32_t all_steps = 1000000;

} // namespace

TEST_SUITE_BEGIN("trading/environment_properties");

TEST_CASE("cash and positions are the value, after every step") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    auto core = environment_core::make(quick_config(), fixture::wandering_market(1 + seed % 4, 120, seed),
                                       small_shape)
                    .value();
    double before = 0;
    play(core, seed, all_steps, [&](const environment_core& c) {
      const auto& s = c.state();
      REQUIRE(s.cash >= 0);
      REQUIRE(s.value == doctest::Approx(s.cash + worth(c, s.bar)).epsilon(1e-12));
      if (s.steps > 0) {
        // A step changes the value by what the positions, as traded, gained in it, less costs.
        const double gained = worth(c, s.bar) - worth(c, s.bar - 1);
        REQUIRE(s.value ==
                doctest::Approx(before + gained - s.transaction_cost - s.slippage_cost).epsilon(1e-9));
      }
      before = s.value;
    });
  }
}

TEST_CASE("at constant prices an account loses its costs and nothing else") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    auto config = quick_config();
    config.transaction_cost = 0.0001 * static_cast<double>(seed);
    const std::vector<double> flat(120, 37.5);
    auto core = environment_core::make(config, fixture::market_of({flat, flat}), small_shape).value();
    play(core, seed, all_steps, [](const environment_core&) {});
    CHECK(100000 - core.state().value == doctest::Approx(core.metrics().costs).epsilon(1e-9));
    CHECK(core.metrics().trades > 0);
  }
}

TEST_CASE("metrics agree with the steps") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    auto core =
        environment_core::make(quick_config(), fixture::wandering_market(2, 100, seed), small_shape).value();
    double growth = 1;
    double drawdown = 0;
    play(core, seed, all_steps, [&](const environment_core& c) {
      growth *= 1 + c.state().step_return;
      drawdown = std::max(drawdown, c.state().drawdown);
    });
    const auto m = core.metrics();
    CHECK(m.steps == core.state().steps);
    CHECK(m.total_return == doctest::Approx(growth - 1).epsilon(1e-9));
    CHECK(m.max_drawdown == drawdown);
  }
}

TEST_CASE("every observation is in its space and as long as every other, and its ratios sum to one") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    auto config = quick_config();
    config.include_ensemble_weights = seed % 2 == 0;
    config.include_uncertainty = seed % 3 == 0;
    auto core =
        environment_core::make(config, fixture::wandering_market(1 + seed % 3, 100, seed), small_shape)
            .value();
    play(core, seed, all_steps, [](const environment_core& c) {
      const auto o = c.observation();
      REQUIRE(c.observation_space().contains(o));
      double sum = o[c.layout().cash_ratio()];
      for (std::size_t i = 0; i < c.positions().size(); ++i)
        sum += o[c.layout().position_ratio(i)];
      REQUIRE(sum == doctest::Approx(1).epsilon(1e-6));
    });
  }
}

TEST_CASE("an episode knows nothing of the one before: the same seed and actions give the same bits again") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto core =
        environment_core::make(quick_config(), fixture::wandering_market(2, 60, seed), small_shape).value();
    std::vector<std::uint64_t> seen[2];
    for (auto& bits : seen) {
      play(core, seed + 1, 13, [](const environment_core&) {});
      play(core, seed, all_steps, [&](const environment_core& c) {
        for (const float x : c.observation())
          bits.push_back(std::bit_cast<std::uint32_t>(x));
        for (const double x : {c.state().reward, c.state().drawdown, c.metrics().costs})
          bits.push_back(std::bit_cast<std::uint64_t>(x));
      });
    }
    auto fresh =
        environment_core::make(quick_config(), fixture::wandering_market(2, 60, seed), small_shape).value();
    double last = 0;
    play(fresh, seed, all_steps, [&](const environment_core& c) { last = c.state().reward; });
    CHECK(seen[0] == seen[1]);
    CHECK(last == core.state().reward);
  }
}

TEST_CASE("bars to come change nothing of what was observed and rewarded, bit for bit") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    constexpr std::uint32_t known = 60; // the last bar that both markets have in common
    std::vector<std::vector<double>> closes{fixture::wandering(120, seed),
                                            fixture::wandering(120, seed + 1000)};
    auto other = closes;
    for (auto& series : other)
      for (std::size_t bar = known + 1; bar < series.size(); ++bar)
        series[bar] = 1 + 1e6 / static_cast<double>(bar + seed);

    const auto seen = [&](const std::vector<std::vector<double>>& market) {
      auto core = environment_core::make(quick_config(), fixture::market_of(market), small_shape).value();
      std::vector<std::uint64_t> bits;
      play(core, seed, known - 9, [&](const environment_core& c) {
        for (const float x : c.observation())
          bits.push_back(std::bit_cast<std::uint32_t>(x));
        for (const double x : {c.state().reward, c.state().value, c.state().cash})
          bits.push_back(std::bit_cast<std::uint64_t>(x));
      });
      REQUIRE(core.state().bar == known);
      return bits;
    };
    CHECK(seen(closes) == seen(other));
  }
}

TEST_SUITE_END();
