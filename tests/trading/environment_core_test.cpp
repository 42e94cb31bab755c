#include "trading/environment_core.hpp"

#include "made_up_market.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace simrun;
using fixture::quick_config;
using fixture::small_shape;

namespace {

using actions = std::vector<trading_action>;

environment_core core_of(const std::vector<std::vector<double>>& closes,
                         const enhanced_trading_config& config = quick_config()) {
  return environment_core::make(config, fixture::market_of(closes), small_shape).value();
}

void feed(environment_core& core) {
  feature_vector features;
  for (std::size_t i = 0; i < core.needs().size(); ++i) {
    fixture::telling_extractor::tell(core.market().data().window(core.needs()[i]), features);
    REQUIRE_FALSE(core.take(i, features));
  }
}

/// A step with its features; its reward.
double step(environment_core& core, const actions& what) {
  const auto problem = core.act(what);
  REQUIRE_MESSAGE(!problem, problem->message);
  feed(core);
  return core.state().reward;
}

void reset(environment_core& core, const reset_options& options = {},
           std::optional<std::uint64_t> seed = {}) {
  const auto problem = core.reset(seed, options);
  REQUIRE_MESSAGE(!problem, problem->message);
  feed(core);
}

std::string act_problem(environment_core& core, const actions& what) {
  const auto problem = core.act(what);
  return problem ? problem->message : "";
}

/// Ten bars at 100 for the first window, and then these.
std::vector<double> after_ten(std::initializer_list<double> closes) {
  std::vector<double> all(10, 100.0);
  all.insert(all.end(), closes);
  return all;
}

} // namespace

TEST_SUITE_BEGIN("trading/environment_core");

TEST_CASE("an episode begins where the first window ends, with cash and nothing else") {
  auto core = core_of({after_ten({101, 102})});
  reset(core);
  CHECK(core.needs()[0] == window_id{0, 10, 10});
  CHECK(core.state().bar == 9);
  CHECK(core.state().cash == 100000);
  CHECK(core.state().value == 100000);
  const auto& layout = core.layout();
  const auto o = core.observation();
  CHECK(o.size() == layout.size());
  CHECK(o[1] == 100);
  CHECK(o[layout.confidence()] == 0.5F);
  CHECK(o[layout.cash_ratio()] == 1);
  CHECK(o[layout.value_ratio()] == 1);
  CHECK(o[layout.drawdown()] == 0);
  CHECK(o[layout.position_ratio(0)] == 0);
}

TEST_CASE("a step trades at the close that was seen and is worth what the next close says") {
  auto config = quick_config();
  config.transaction_cost = 0;
  config.slippage = 0;
  auto core = core_of({after_ten({110, 99})}, config);
  reset(core);
  // 20,000 buy 200 units at 100; they are worth 22,000 a bar later.
  step(core, {{trade_kind::buy, 0.2}});
  CHECK(core.positions()[0] == doctest::Approx(200));
  CHECK(core.state().cash == doctest::Approx(80000));
  CHECK(core.state().value == doctest::Approx(102000));
  CHECK(core.state().step_return == doctest::Approx(0.02));
  // One return has no Sharpe ratio, and there is no drawdown and no cost.
  CHECK(core.state().reward == doctest::Approx(0.02));
  CHECK(core.observation()[1] == 110);
  CHECK(core.observation()[core.layout().position_ratio(0)] == doctest::Approx(22000.0 / 102000));

  // 200 units at 99 instead of 110: 99,800, a drawdown from 102,000.
  step(core, {{trade_kind::hold, 0}});
  CHECK(core.state().drawdown == doctest::Approx(2200.0 / 102000));
  const double r = 99800.0 / 102000 - 1;
  const double sharpe = ((0.02 + r) / 2 - 0.02 / 252) / ((0.02 - r) / std::sqrt(2.0));
  CHECK(core.state().reward == doctest::Approx(r + 0.01 * sharpe - 0.01 * 2200 / 102000));
  CHECK(core.state().truncated());
}

TEST_CASE("costs of a step are said, and are part of its reward") {
  auto core = core_of({after_ten({100, 100, 100})});
  reset(core);
  step(core, {{trade_kind::buy, 0.2}});
  const auto& s = core.state();
  // 20,000 spent, of which 1 / 1.001 for units at 100.05.
  CHECK(s.transaction_cost == doctest::Approx(20000 - 20000 / 1.001));
  CHECK(s.slippage_cost == doctest::Approx(20000 / 1.001 * (1 - 1 / 1.0005)));
  const double share = (s.transaction_cost + s.slippage_cost) / 100000;
  CHECK(s.step_return == doctest::Approx(-share));
  CHECK(s.reward == doctest::Approx(-share - 0.01 * share - share));
  step(core, {{trade_kind::hold, 0}});
  CHECK(core.state().transaction_cost == 0);
}

TEST_CASE("an episode is terminated at the drawdown limit") {
  auto config = quick_config();
  config.max_drawdown_limit = 0.1;
  config.max_position_size = 1;
  auto core = core_of({after_ten({95, 89, 50, 50})}, config);
  reset(core);
  step(core, {{trade_kind::buy, 1}});
  CHECK_FALSE(core.state().ended());
  step(core, {{trade_kind::hold, 0}});
  CHECK(core.state().terminated());
  CHECK_FALSE(core.state().truncated());
  CHECK(core.state().end == episode_end::drawdown_limit);
  CHECK(act_problem(core, {{}}) ==
        "the episode is over: the drawdown limit was reached; call reset before the next step");
}

TEST_CASE("an episode is terminated when nine tenths are lost") {
  auto config = quick_config();
  config.max_position_size = 1;
  auto core = core_of({after_ten({20, 9.9, 9})}, config);
  reset(core);
  step(core, {{trade_kind::buy, 1}});
  CHECK_FALSE(core.state().ended());
  step(core, {{}});
  CHECK(core.state().end == episode_end::capital_lost);
  CHECK(core.state().terminated());
}

TEST_CASE("an episode is truncated at the end of the data, or after the steps it may have") {
  auto core = core_of({after_ten({100, 100, 100})});
  reset(core);
  step(core, {{}});
  step(core, {{}});
  CHECK_FALSE(core.state().ended());
  step(core, {{}});
  CHECK(core.state().end == episode_end::end_of_data);
  CHECK(core.state().bar == 12);
  CHECK(act_problem(core, {{}}).starts_with("the episode is over: the data ended"));

  reset(core, {.steps_max = 2});
  step(core, {{}});
  step(core, {{}});
  CHECK(core.state().end == episode_end::steps_max);
  CHECK(core.state().truncated());
}

TEST_CASE("a step out of turn is an error that says so, and changes nothing") {
  auto core = core_of({after_ten({100, 100, 100})});
  CHECK(act_problem(core, {{}}) == "no episode has begun; call reset before the first step");
  CHECK_FALSE(core.reset({}, {}));
  CHECK(act_problem(core, {{}}) == "1 of 1 windows still need features before the next step");
  feed(core);
  CHECK(act_problem(core, {{}, {}}) == "2 actions for 1 symbols; each symbol needs one, in their order");
  CHECK(act_problem(core, {{trade_kind::buy, 0.3}}) ==
        "the action for 'a' is not in the action space: kind 1 of 0 to 2, size 0.3 of 0 to 0.2");
  CHECK(core.state().steps == 0);
  CHECK(act_problem(core, {{trade_kind::buy, 0.2}}).empty());
}

TEST_CASE("features are taken in any order, and the observation has each in its place") {
  auto core = core_of({after_ten({1, 2}), after_ten({3, 4})});
  CHECK_FALSE(core.reset({}, {}));
  CHECK(core.missing() == 2);
  feature_vector features;
  for (const std::size_t i : {1U, 0U}) {
    fixture::telling_extractor::tell(core.market().data().window(core.needs()[i]), features);
    features.values[2] = static_cast<float>(i);
    features.source = i == 1 ? feature_source::cache : feature_source::model;
    CHECK_FALSE(core.take(i, features));
    CHECK(core.missing() == i);
  }
  CHECK(core.observation()[core.layout().block_of(0) + 2] == 0);
  CHECK(core.observation()[core.layout().block_of(1) + 2] == 1);
  CHECK(core.sources()[0] == feature_source::model);
  CHECK(core.sources()[1] == feature_source::cache);
}

TEST_CASE("without features the episode is over, and a reset begins another") {
  auto core = core_of({after_ten({100, 100})});
  CHECK_FALSE(core.reset({}, {}));
  core.give_up();
  CHECK(core.state().ended());
  CHECK_FALSE(core.state().terminated());
  CHECK(act_problem(core, {{}}) ==
        "the episode is over: features could not be had; call reset before the next step");
  reset(core);
  CHECK(act_problem(core, {{}}).empty());
  CHECK(core.take(0, feature_vector{})->code == error_code::bad_output);
  CHECK(core.state().end == episode_end::no_features);
}

TEST_CASE("a start may be chosen, where a window and a step have room") {
  auto core = core_of({fixture::wandering(30, 1)});
  reset(core, {.start_bar = 20});
  CHECK(core.needs()[0] == window_id{0, 21, 10});
  CHECK_FALSE(core.reset({}, {.start_bar = 28}));
  CHECK(core.reset({}, {.start_bar = 29})->message ==
        "an episode can't start at bar 29: with a lookback window of 10 and 30 bars it may start at bars 9 "
        "to 28");
  CHECK(core.reset({}, {.start_bar = 8}));
  CHECK(core.reset({}, {.start_bar = 8, .random_start = true})->message ==
        "an episode starts at start_bar or at random; give one of them");
  CHECK(core.reset({}, {.steps_max = 0})->message == "steps_max must be at least 1");
}

TEST_CASE("a random start comes from the seed, leaves room for the steps, and is any there is") {
  auto core = core_of({fixture::wandering(30, 1)});
  const reset_options options{.random_start = true, .steps_max = 5};
  std::vector<std::uint32_t> starts;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    reset(core, options, seed);
    starts.push_back(core.state().bar);
    reset(core, options, seed);
    CHECK(core.state().bar == starts.back());
  }
  CHECK(std::ranges::min(starts) == 9);
  CHECK(std::ranges::max(starts) == 24);

  // Without a seed the random numbers go on: from the same seed the same sequence.
  std::vector<std::uint32_t> first, second;
  for (auto* sequence : {&first, &second})
    for (int i = 0; i < 10; ++i) {
      reset(core, options, i == 0 ? std::optional<std::uint64_t>(7) : std::nullopt);
      sequence->push_back(core.state().bar);
    }
  CHECK(first == second);
  CHECK(std::ranges::count(first, first[0]) < 10);

  // More steps than there are: only the first bar is left to start at.
  reset(core, {.random_start = true, .steps_max = 1000}, 1);
  CHECK(core.state().bar == 9);
}

TEST_CASE("a config that can't be is refused with all that is wrong") {
  enhanced_trading_config config;
  config.max_position_size = 1.5;
  config.slippage = std::nan("");
  config.lookback_window = 0;
  const auto made = environment_core::make(config, fixture::market_of({after_ten({1})}), small_shape);
  REQUIRE_FALSE(made);
  CHECK(made.error().message ==
        "max_position_size must be above 0 and at most 1, got 1.5; slippage must be at "
        "least 0 and below 1, got nan; lookback_window must be between 1 and 1e6, got 0");
}

TEST_SUITE_END();
