#include "features/fallback_feature_extractor.hpp"

#include "features/indicators/averages.hpp"
#include "features/indicators/directional.hpp"
#include "golden_table.hpp"
#include "market/csv_reader.hpp"
#include "market/market_data.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <limits>

using namespace simrun;

namespace {

const market_data& sp500() {
  static const auto data = market_data::from({read_bars(testing::sp500_file).value()});
  return data;
}

extraction extract_one(const window_view& window, std::size_t feature_count = 256) {
  fallback_feature_extractor fallback(feature_count);
  extraction result;
  fallback.extract({&window, 1}, {&result, 1});
  return result;
}

float value_of(const extraction& e, std::string_view indicator) {
  const auto at = std::ranges::find(fallback_indicators, indicator);
  REQUIRE(at != fallback_indicators.end());
  return e.features.values[static_cast<std::size_t>(at - fallback_indicators.begin())];
}

} // namespace

TEST_SUITE_BEGIN("features/fallback_feature_extractor");

TEST_CASE("15 indicators come first and zeros fill up to the model's number of features") {
  const auto e = extract_one(sp500().window({0, 5105, 60}));
  REQUIRE_FALSE(e.problem);
  const auto& values = e.features.values;
  REQUIRE(values.size() == 256);
  CHECK(std::all_of(values.begin(), values.begin() + 15, [](float x) { return x != 0; }));
  CHECK(std::all_of(values.begin() + 15, values.end(), [](float x) { return x == 0; }));
}

TEST_CASE("a model of fewer features gets that many indicators") {
  CHECK(extract_one(sp500().window({0, 5105, 60}), 4).features.values.size() == 4);
  CHECK(extract_one(sp500().window({0, 5105, 60}), 0).features.values.empty());
}

TEST_CASE("what looks back no further than the window equals TA-Lib's on the whole history") {
  const auto e = extract_one(sp500().window({0, 5105, 60}));
  const auto golden = testing::read_golden(testing::golden_fixture("talib_sp500.csv"));
  const auto expected = [&](const char* column) {
    const auto at = std::ranges::find(golden.columns, column) - golden.columns.begin();
    return doctest::Approx(golden.rows.back()[static_cast<std::size_t>(at)]).epsilon(1e-6);
  };
  CHECK(value_of(e, "sma_20") == expected("sma20"));
  CHECK(value_of(e, "stoch_k_14_3") == expected("stoch_k_14_3"));
  CHECK(value_of(e, "stoch_d_3") == expected("stoch_d_3"));
  CHECK(value_of(e, "williams_r_14") == expected("willr14"));
  CHECK(value_of(e, "cci_20") == expected("cci20"));
  CHECK(value_of(e, "roc_10") == expected("roc10"));
  CHECK(value_of(e, "stddev_20") == expected("stddev20"));
  CHECK(value_of(e, "mfi_14") == expected("mfi14"));
}

TEST_CASE("what is smoothed begins with the window") {
  const auto window = sp500().window({0, 5105, 60});
  const auto e = extract_one(window);
  std::vector<double> a(60);
  std::vector<double> b(60);
  std::vector<double> c(60);
  indicators::macd(window.column(3), a, b, c);
  CHECK(value_of(e, "macd") == static_cast<float>(a.back()));
  CHECK(value_of(e, "macd_signal") == static_cast<float>(b.back()));
  indicators::directional_movement(window.column(1), window.column(2), window.column(3), 14, a, b, c);
  CHECK(value_of(e, "adx_14") == static_cast<float>(a.back()));
}

TEST_CASE("all are defined from 34 bars on, and what isn't defined yet is 0") {
  const auto zeros = [](std::uint32_t length) {
    const auto values = extract_one(sp500().window({0, 5105, length})).features.values;
    return std::count(values.begin(), values.begin() + 15, 0.0F);
  };
  CHECK(zeros(34) == 0);
  CHECK(zeros(33) == 2);
  // Only the on-balance volume is.
  CHECK(zeros(10) == 14);
}

TEST_CASE("a result says that it is the fallback's, and keeps nothing of what its slot held") {
  extraction slot;
  slot.problem = error{};
  slot.features.confidence = 0.9F;
  slot.features.class_probabilities = {0.9F, 0.1F};
  slot.features.regression_mean = {1};
  slot.features.regression_uncertainty = {1};
  slot.features.ensemble_weights = {1};
  slot.features.values.assign(1000, 7);
  fallback_feature_extractor fallback(20);
  const auto window = sp500().window({0, 100, 60});
  fallback.extract({&window, 1}, {&slot, 1});
  CHECK_FALSE(slot.problem);
  CHECK(slot.features.source == feature_source::fallback);
  CHECK(slot.features.confidence == 0);
  CHECK(slot.features.class_probabilities.empty());
  CHECK(slot.features.regression_mean.empty());
  CHECK(slot.features.regression_uncertainty.empty());
  CHECK(slot.features.ensemble_weights.empty());
  CHECK(slot.features.values.size() == 20);
}

TEST_CASE("an error stays with its window, and windows of a batch may differ in length") {
  fallback_feature_extractor fallback(32);
  const std::array windows{sp500().window({0, 100, 60}), sp500().window({0, 100, 9}), window_view{},
                           sp500().window({0, 5000, 40})};
  std::array<extraction, 4> results;
  fallback.extract(windows, results);
  CHECK_FALSE(results[0].problem);
  CHECK(results[1].problem ==
        error{error_code::bad_input, "window of 9 bars is too short: the extractor needs at least 10"});
  CHECK(results[2].problem == error{error_code::bad_input, "window has 0 columns, the extractor takes 15"});
  CHECK_FALSE(results[3].problem);
  CHECK(results[3].features.values == extract_one(windows[3], 32).features.values);
}

TEST_CASE("what was not done when told to stop is cancelled") {
  fallback_feature_extractor fallback(32);
  std::stop_source stop;
  stop.request_stop();
  const auto window = sp500().window({0, 100, 60});
  extraction result;
  fallback.extract({&window, 1}, {&result, 1}, stop.get_token());
  CHECK(result.problem == error{error_code::cancelled, "told to stop before this window"});
}

TEST_CASE("features are finite whatever the prices") {
  column_matrix extreme(15, 60);
  for (std::size_t c = 0; c < 15; ++c)
    for (std::size_t i = 0; i < 60; ++i)
      extreme.column(c)[i] = (i % 2 == 0 ? 1 : -1) * std::numeric_limits<double>::max();
  const auto e = extract_one({&extreme, 0, 60});
  REQUIRE_FALSE(e.problem);
  CHECK(std::ranges::all_of(e.features.values, [](float x) { return std::isfinite(x); }));
}

TEST_SUITE_END();
