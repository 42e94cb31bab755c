#include "trading/trading_environment.hpp"

#include "features/fallback_feature_extractor.hpp"
#include "made_up_market.hpp"
#include "market/synthetic_market.hpp"

#include "../features/tiny_model.hpp"
#include "features/cnn_lstm_extractor.hpp"

#include <algorithm>
#include <bit>
#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;
using fixture::quick_config;
using fixture::small_shape;

namespace {

using actions = std::vector<trading_action>;
const actions hold{{}};

/// An environment whose extractor the test can reach, and whose clock goes on by 1 ms whenever it is read.
struct bench {
  explicit bench(const enhanced_trading_config& config = quick_config(), std::size_t symbols = 1) {
    auto made = std::make_unique<fixture::telling_extractor>();
    extractor = made.get();
    environment = std::make_unique<trading_environment>(
        trading_environment::make(config, fixture::wandering_market(symbols, 60, 1), std::move(made),
                                  small_shape, [this] { return now += 1ms; })
            .value());
  }

  time_point now = run_start;
  fixture::telling_extractor* extractor = nullptr;
  std::unique_ptr<trading_environment> environment;
};

std::shared_ptr<const market_data> synthetic(std::uint32_t symbols, std::uint32_t bars) {
  synthetic_market_config config;
  config.symbols = symbols;
  config.bars = bars;
  return std::make_shared<const market_data>(market_data::from(make_synthetic_market(config)));
}

/// What the platform's network makes of it, small enough for a test.
trading_environment with_tiny_model(const enhanced_trading_config& config, std::uint32_t symbols) {
  const auto& shape = tiny_weights()->shape;
  return trading_environment::make(
             config, synthetic(symbols, 100),
             cnn_lstm_extractor::make(tiny_weights(), {.window_length = config.lookback_window}).value(),
             {shape.fusion, shape.targets, shape.ensemble})
      .value();
}

} // namespace

TEST_SUITE_BEGIN("trading/trading_environment");

TEST_CASE("reset and step return what Gymnasium's do") {
  bench b;
  const auto begun = b.environment->reset(1);
  REQUIRE(begun);
  CHECK(begun->observation.size() == b.environment->observation_space().size());
  CHECK(begun->info.portfolio.value == 100000);
  CHECK(begun->info.sources[0] == feature_source::model);
  CHECK(begun->info.extraction_latency == 1ms);

  const auto stepped = b.environment->step(actions{{trade_kind::buy, 0.2}});
  REQUIRE(stepped);
  CHECK(b.environment->observation_space().contains(stepped->observation));
  CHECK_FALSE(stepped->terminated);
  CHECK_FALSE(stepped->truncated);
  CHECK(stepped->reward == stepped->info.portfolio.reward);
  CHECK(stepped->info.positions[0] > 0);
  CHECK(stepped->info.performance().extractions == 2);
  CHECK(in_milliseconds(stepped->info.performance().p95) == doctest::Approx(1).epsilon(0.01));
  CHECK(stepped->info.performance().meets_100ms_requirement());
}

TEST_CASE("stepping after the end is an error that says so") {
  bench b;
  REQUIRE(b.environment->reset(1, {.steps_max = 1}));
  const auto last = b.environment->step(hold);
  REQUIRE(last);
  CHECK(last->truncated);
  const auto after = b.environment->step(hold);
  REQUIRE_FALSE(after);
  CHECK(after.error().message ==
        "the episode is over: it had as many steps as were asked for; call reset before the next step");
  CHECK(b.environment->reset());
}

TEST_CASE("a second episode over the same bars comes from the cache and looks the same") {
  bench b;
  std::vector<std::vector<float>> seen[2];
  for (auto& episode : seen) {
    auto observation = b.environment->reset(1)->observation;
    episode.emplace_back(observation.begin(), observation.end());
    for (int i = 0; i < 20; ++i) {
      observation = b.environment->step(hold)->observation;
      episode.emplace_back(observation.begin(), observation.end());
    }
  }
  CHECK(seen[0] == seen[1]);
  CHECK(b.environment->performance().cache_hits == 21);
  CHECK(b.environment->performance().extractions == 42);
}

TEST_CASE("a small cache keeps the last windows, and no cache none") {
  auto config = quick_config();
  config.feature_cache_size = 5;
  bench small(config);
  config.enable_feature_caching = false;
  bench none(config);
  for (auto* b : {&small, &none})
    for (const std::uint32_t start : {20, 21, 22, 20, 40, 41, 42, 43, 44, 20})
      REQUIRE(b->environment->reset({}, {.start_bar = start}));
  CHECK(small.environment->performance().cache_hits == 1);
  CHECK(none.environment->performance().cache_hits == 0);
}

TEST_CASE("where the model fails the fallback answers, in an observation of the same size") {
  bench b;
  const auto size = b.environment->reset(1)->observation.size();
  b.extractor->problem = error{error_code::unavailable, "no model"};
  const auto broken = b.environment->step(hold);
  REQUIRE(broken);
  CHECK(broken->info.sources[0] == feature_source::fallback);
  CHECK(broken->observation.size() == size);
  CHECK(b.environment->observation_space().contains(broken->observation));
  const auto& layout = b.environment->layout();
  CHECK(broken->observation[layout.confidence()] == 0);
  CHECK(broken->observation[layout.uncertainties()] == 0);

  fallback_feature_extractor fallback(small_shape.features);
  const std::vector windows{b.environment->core().market().data().window(b.environment->core().needs()[0])};
  std::vector<extraction> expected(1);
  fallback.extract(windows, expected);
  CHECK(std::ranges::equal(broken->observation.first(small_shape.features), expected[0].features.values));

  // Its features are not kept: once the model is back, so are they.
  b.extractor->problem.reset();
  CHECK(b.environment->step(hold)->info.sources[0] == feature_source::model);
  CHECK(b.environment->reset({}, {.start_bar = 10})->info.sources[0] == feature_source::model);
  CHECK(b.environment->performance().fallbacks == 1);
  CHECK(b.environment->performance().errors == 0);
}

TEST_CASE("without a fallback a step without features is the extractor's error and ends the episode") {
  auto config = quick_config();
  config.enable_fallback = false;
  bench b(config);
  REQUIRE(b.environment->reset(1));
  b.extractor->problem = error{error_code::unavailable, "no model"};
  const auto failed = b.environment->step(hold);
  REQUIRE_FALSE(failed);
  CHECK(failed.error() == error{error_code::unavailable, "no model"});
  CHECK(b.environment->step(hold).error().message ==
        "the episode is over: features could not be had; call reset before the next step");
  CHECK_FALSE(b.environment->reset(1, {.start_bar = 30}));
  b.extractor->problem.reset();
  CHECK(b.environment->reset(1));
  CHECK(b.environment->step(hold));
  CHECK(b.environment->performance().errors == 2);
}

TEST_CASE("several symbols are asked for at once, and each has its own features") {
  bench b(quick_config(), 3);
  const auto begun = b.environment->reset(1);
  REQUIRE(begun);
  CHECK(begun->info.sources.size() == 3);
  CHECK(begun->info.extraction_latency == 1ms);
  const auto& core = b.environment->core();
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(begun->observation[core.layout().block_of(i) + 1] ==
          static_cast<float>(core.market().close(i, begun->info.portfolio.bar)));
}

TEST_CASE("an extractor that can't serve the config is refused when the environment is made") {
  const auto problem = [](const enhanced_trading_config& config, feature_shape shape) {
    const auto made = trading_environment::make(config, fixture::wandering_market(1, 60, 1),
                                                std::make_unique<fixture::telling_extractor>(), shape);
    return made ? "" : made.error().message;
  };
  CHECK(problem(quick_config(), {}) == "extractor 'telling' delivers 32 features, its shape says 256");
  auto config = quick_config();
  config.lookback_window = 9;
  CHECK(problem(config, small_shape) == "lookback_window is 9 bars; extractor 'telling' needs at least 10");
}

TEST_CASE("the network's observations are in their space, the same from the same seeds, bit for bit") {
  auto config = quick_config();
  config.include_ensemble_weights = true;
  std::vector<std::uint32_t> seen[2];
  for (auto& bits : seen) {
    auto environment = with_tiny_model(config, 2);
    random_stream random(3, "actions");
    actions step(2);
    auto observation = environment.reset(3, {.random_start = true, .steps_max = 30})->observation;
    for (bool ended = false; !ended;) {
      REQUIRE(environment.observation_space().contains(observation));
      for (const float x : observation)
        bits.push_back(std::bit_cast<std::uint32_t>(x));
      environment.action_space().sample(random, step);
      const auto stepped = environment.step(step);
      REQUIRE(stepped);
      observation = stepped->observation;
      ended = stepped->truncated || stepped->terminated;
    }
    CHECK(environment.performance().errors == 0);
    CHECK(environment.performance().fallbacks == 0);
  }
  CHECK(seen[0] == seen[1]);
}

TEST_CASE("the platform's model is made from the config alone") {
  auto environment = trading_environment::make({}, synthetic(1, 80));
  REQUIRE(environment);
  CHECK(environment->observation_space().size() == 263);
  CHECK(environment->reset(1)->info.sources[0] == feature_source::model);
  CHECK(environment->step(hold));
  enhanced_trading_config config;
  config.lookback_window = 5;
  CHECK_FALSE(trading_environment::make(config, synthetic(1, 80)));
}

TEST_SUITE_END();
