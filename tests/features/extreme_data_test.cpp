// Whatever a window holds, an extractor gives finite features or a named error, and leaves its neighbours
// alone.
#include "features/cnn_lstm_extractor.hpp"
#include "features/fallback_feature_extractor.hpp"
#include "market/extreme_market.hpp"
#include "market/input_columns.hpp"
#include "market/market_data.hpp"
#include "tiny_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace simrun;

namespace {

std::unique_ptr<feature_extractor> make_model(bool standardise) {
  return cnn_lstm_extractor::make(tiny_weights(), {standardise, 60, 1}).value();
}

bool all_finite(const std::vector<float>& values) {
  return std::ranges::all_of(values, [](float x) { return std::isfinite(x); });
}

bool is_sound(const window_view& window) {
  for (std::size_t c = 0; c < window.columns(); ++c)
    if (!std::ranges::all_of(window.column(c), [](double x) { return std::isfinite(x); }))
      return false;
  return true;
}

/// Every 13th window of a history, in batches of 16.
template <class Check>
void for_windows(feature_extractor& extractor, const column_matrix& columns, Check check) {
  std::vector<window_view> windows;
  for (std::size_t first = 0; first + 60 <= columns.rows(); first += 13)
    windows.push_back({&columns, first, 60, 0});
  for (std::size_t i = 0; i < windows.size(); i += 16) {
    const std::span batch(windows.data() + i, std::min<std::size_t>(16, windows.size() - i));
    std::vector<extraction> results(batch.size());
    extractor.extract(batch, results);
    for (std::size_t k = 0; k < batch.size(); ++k)
      check(batch[k], results[k]);
  }
}

void check_delivered(const extraction& result, const feature_extractor& extractor) {
  REQUIRE(result.features.values.size() == extractor.feature_count());
  REQUIRE(all_finite(result.features.values));
  REQUIRE(all_finite(result.features.class_probabilities));
  REQUIRE(all_finite(result.features.regression_mean));
  REQUIRE(all_finite(result.features.regression_uncertainty));
  REQUIRE(all_finite(result.features.ensemble_weights));
  REQUIRE(std::isfinite(result.features.confidence));
}

} // namespace

TEST_SUITE_BEGIN("features/extreme_data");

TEST_CASE("over many seeds: sound windows give features, those with a bar that is no number a named error") {
  const auto model = make_model(true);
  fallback_feature_extractor fallback(16);
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const auto columns = compute_input_columns(make_extreme_market({seed, 1, 600})[0].bars);
    for (feature_extractor* extractor : {model.get(), static_cast<feature_extractor*>(&fallback)})
      for_windows(*extractor, columns, [&](const window_view& window, const extraction& result) {
        REQUIRE(result.problem.has_value() == !is_sound(window));
        if (!result.problem)
          return check_delivered(result, *extractor);
        CHECK(result.problem->code == error_code::bad_input);
        CHECK(result.problem->message.starts_with("window has a value that is not finite: "));
      });
  }
}

TEST_CASE("not standardised, what is too large for a float is an error of its window alone") {
  const auto batched = make_model(false);
  const auto alone = make_model(false);
  int refused = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto columns = compute_input_columns(make_extreme_market({seed, 1, 600})[0].bars);
    for_windows(*batched, columns, [&](const window_view& window, const extraction& result) {
      extraction single;
      alone->extract({&window, 1}, {&single, 1});
      REQUIRE(result.problem == single.problem);
      if (result.problem) {
        ++refused;
        return;
      }
      check_delivered(result, *batched);
      for (std::size_t i = 0; i < result.features.values.size(); ++i)
        REQUIRE(result.features.values[i] == doctest::Approx(single.features.values[i]).epsilon(1e-3));
    });
  }
  CHECK(refused > 0);
}

TEST_CASE("a window of one bar, of a million, and of no market are errors of their own") {
  std::vector<bar_history> histories = make_extreme_market({3, 1, 1'000'000});
  const auto market = market_data::from(std::move(histories));
  const auto model = make_model(true);
  const std::vector<window_view> windows{market.window({0, 1, 1}), market.window({0, 1'000'000, 1'000'000}),
                                         market.window({7, 60, 60}), market.window({0, 10, 60})};
  std::vector<extraction> results(windows.size());
  model->extract(windows, results);
  for (const auto& result : results) {
    REQUIRE(result.problem);
    CHECK(result.problem->code == error_code::bad_input);
  }
  fallback_feature_extractor fallback(16);
  fallback.extract(windows, results);
  CHECK(results[0].problem);
  if (!results[1].problem)
    check_delivered(results[1], fallback);
  CHECK(results[2].problem);
  CHECK(results[3].problem);
}

TEST_SUITE_END();
