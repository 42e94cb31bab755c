#include "trading/spaces.hpp"

#include "trading/observation_layout.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>

using namespace simrun;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

feature_vector features_of(std::size_t count) {
  feature_vector v;
  for (std::size_t i = 0; i < count; ++i)
    v.values.push_back(static_cast<float>(i));
  v.confidence = 0.5F;
  v.regression_uncertainty = {2.5F, 3.5F};
  v.ensemble_weights = {0.1F, 0.2F, 0.3F, 0.4F, 0.0F};
  return v;
}

} // namespace

TEST_SUITE_BEGIN("trading/spaces");

TEST_CASE("a box contains what is as long as it and within its bounds") {
  const box_space box{{0, -infinity}, {1, infinity}};
  CHECK(box.contains(std::vector<float>{0, -1e30F}));
  CHECK(box.contains(std::vector<float>{1, 7}));
  CHECK_FALSE(box.contains(std::vector<float>{1.5F, 0}));
  CHECK_FALSE(box.contains(std::vector<float>{not_a_number, 0}));
  CHECK_FALSE(box.contains(std::vector<float>{0, not_a_number}));
  CHECK_FALSE(box.contains(std::vector<float>{0}));
}

TEST_CASE("an action has one of three kinds and a size up to the largest, for each symbol") {
  const trading_action_space space{2, {trade_kinds}, 0.2};
  using actions = std::vector<trading_action>;
  CHECK(space.contains(actions{{trade_kind::buy, 0.2}, {trade_kind::hold, 0}}));
  CHECK_FALSE(space.contains(actions{{trade_kind::buy, 0.21}, {}}));
  CHECK_FALSE(space.contains(actions{{trade_kind::sell, -0.1}, {}}));
  CHECK_FALSE(space.contains(actions{{trade_kind::sell, std::nan("")}, {}}));
  CHECK_FALSE(space.contains(actions{{static_cast<trade_kind>(3), 0.1}, {}}));
  CHECK_FALSE(space.contains(actions{{}}));
}

TEST_CASE("samples are in the space, and of every kind") {
  const trading_action_space space{3, {trade_kinds}, 0.2};
  random_stream random(1, "samples");
  std::vector<trading_action> actions(3);
  std::array<int, 3> seen{};
  for (int i = 0; i < 1000; ++i) {
    space.sample(random, actions);
    REQUIRE(space.contains(actions));
    for (const auto& a : actions)
      ++seen[static_cast<std::size_t>(a.kind)];
  }
  for (const int kind : seen)
    CHECK(kind > 900);
}

TEST_CASE("with one symbol an observation is features, confidence, uncertainties, weights, ratios") {
  observation_layout layout{{256, 2, 5}, 1, true, true};
  CHECK(layout.confidence() == 256);
  CHECK(layout.uncertainties() == 257);
  CHECK(layout.ensemble_weights() == 259);
  CHECK(layout.cash_ratio() == 264);
  CHECK(layout.value_ratio() == 265);
  CHECK(layout.drawdown() == 266);
  CHECK(layout.position_ratio(0) == 267);
  CHECK(layout.size() == 268);
  layout.with_ensemble_weights = false;
  CHECK(layout.size() == 263);
  layout.with_uncertainty = false;
  CHECK(layout.size() == 260);
}

TEST_CASE("each symbol has a block of its own, and a position behind all of them") {
  const observation_layout layout{{16, 2, 5}, 3, true, true};
  CHECK(layout.block() == 24);
  CHECK(layout.block_of(2) == 48);
  CHECK(layout.cash_ratio() == 72);
  CHECK(layout.position_ratio(2) == 77);
  CHECK(layout.size() == 78);
  CHECK(observation_space_of(layout).size() == 78);
}

TEST_CASE("a block holds what the source delivers, and 0 for what it does not") {
  const observation_layout layout{{16, 2, 5}, 1, true, true};
  std::vector<float> block(layout.block(), 9);
  auto features = features_of(16);
  REQUIRE_FALSE(write_block(layout, features, block));
  CHECK(block[15] == 15);
  CHECK(block[16] == 0.5F);
  CHECK(block[18] == 3.5F);
  CHECK(block[22] == 0.4F);
  features.regression_uncertainty.clear();
  features.ensemble_weights.clear();
  features.confidence = 0;
  REQUIRE_FALSE(write_block(layout, features, block));
  for (std::size_t i = 16; i < block.size(); ++i)
    CHECK(block[i] == 0);
}

TEST_CASE("features of another size, and such that are not finite, are refused") {
  const observation_layout layout{{16, 2, 5}, 1, true, true};
  std::vector<float> block(layout.block());
  CHECK(write_block(layout, features_of(15), block)->message ==
        "the extractor delivered 15 features, the observation has room for 16");
  CHECK(write_block(layout, feature_vector{}, block)->code == error_code::bad_output);
  for (const float bad : {infinity, -infinity, not_a_number}) {
    auto features = features_of(16);
    features.values[7] = bad;
    CHECK(write_block(layout, features, block)->message == "the extractor's features are not finite");
    features = features_of(16);
    features.regression_uncertainty[1] = bad;
    CHECK(write_block(layout, features, block)->message == "the extractor's uncertainties are not finite");
  }
}

TEST_SUITE_END();
