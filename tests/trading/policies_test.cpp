#include "made_up_market.hpp"
#include "trading/policies/buy_and_hold_policy.hpp"
#include "trading/policies/crossover_policy.hpp"
#include "trading/policies/random_policy.hpp"
#include "trading/policies/replay_policy.hpp"
#include "trading/run_episode.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using fixture::quick_config;
using fixture::small_shape;

namespace {

trading_environment environment_of(const std::vector<std::vector<double>>& closes) {
  return trading_environment::make(quick_config(), fixture::market_of(closes),
                                   std::make_unique<fixture::telling_extractor>(), small_shape)
      .value();
}

episode_summary play(const std::vector<std::vector<double>>& closes, policy& policy, std::uint64_t seed = 1) {
  auto environment = environment_of(closes);
  const auto summary = run_episode(environment, policy, seed);
  REQUIRE(summary);
  return *summary;
}

std::vector<double> course(std::size_t bars, double per_bar) {
  std::vector<double> closes{100};
  while (closes.size() < bars)
    closes.push_back(closes.back() * (1 + per_bar));
  return closes;
}

} // namespace

TEST_SUITE_BEGIN("trading/policies");

TEST_CASE("random actions are those of the seed") {
  random_policy policy;
  const std::vector closes{fixture::wandering(100, 1), fixture::wandering(100, 2)};
  const auto one = play(closes, policy, 1);
  const auto again = play(closes, policy, 1);
  const auto other = play(closes, policy, 2);
  CHECK(one.last.value == again.last.value);
  CHECK(one.reward_total == again.reward_total);
  CHECK(one.last.value != other.last.value);
  CHECK(one.metrics.trades > 50);
}

TEST_CASE("buy and hold is invested but for 1 %, and then rests") {
  buy_and_hold_policy policy;
  const auto rising = play({course(100, 0.01), course(100, 0.01)}, policy);
  CHECK(rising.last.cash / rising.last.value < 0.01);
  CHECK(rising.metrics.trades < 30);
  CHECK(rising.metrics.total_return > 1);
  CHECK(rising.reward_total > 0);
}

TEST_CASE("a crossover follows a rise and stays out of a fall") {
  crossover_policy policy;
  const auto rise = play({course(100, 0.01)}, policy);
  CHECK(rise.metrics.total_return > 0.5);
  const auto fall = play({course(100, -0.01)}, policy);
  CHECK(fall.metrics.trades == 0);
  CHECK(fall.last.value == 100000);

  auto turning = course(60, 0.01);
  for (const double close : course(60, -0.01))
    turning.push_back(turning[59] * close / 100);
  const auto turned = play({turning}, policy);
  CHECK(turned.last.cash / turned.last.value > 0.9);
  CHECK(turned.metrics.total_return > 0);
}

TEST_CASE("a crossover holds while the slow average has too few bars, and on a tie") {
  crossover_policy short_of_bars(5, 1000);
  CHECK(play({course(100, 0.01)}, short_of_bars).metrics.trades == 0);
  crossover_policy policy;
  CHECK(play({std::vector<double>(100, 50.0)}, policy).metrics.trades == 0);
}

TEST_CASE("a replay does what was recorded, in each episode, and holds in between and after") {
  replay_policy policy(
      {{0, 1, {trade_kind::buy, 0.1}}, {3, 0, {trade_kind::buy, 0.2}}, {3, 1, {trade_kind::sell, 0.2}}});
  auto environment = environment_of({fixture::wandering(40, 1), fixture::wandering(40, 2)});
  for (int episode = 0; episode < 2; ++episode) {
    const auto summary = run_episode(environment, policy, 1);
    REQUIRE(summary);
    CHECK(summary->metrics.trades == 3);
    CHECK(summary->metrics.steps == 30);
  }
}

TEST_CASE("an episode without features ends with the reason") {
  auto config = quick_config();
  config.enable_fallback = false;
  auto extractor = std::make_unique<fixture::telling_extractor>();
  extractor->problem = error{error_code::unavailable, "no model"};
  auto environment = trading_environment::make(config, fixture::wandering_market(1, 40, 1),
                                               std::move(extractor), small_shape)
                         .value();
  random_policy policy;
  CHECK(run_episode(environment, policy, 1).error().message == "no model");
}

TEST_SUITE_END();
