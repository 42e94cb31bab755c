#include "features/cnn_lstm_extractor.hpp"

#include "features/network/network_input.hpp"
#include "network/small_model.hpp"
#include "window_fixture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace simrun;

namespace {

std::unique_ptr<cnn_lstm_extractor> small_extractor(const cnn_lstm_options& options = {}) {
  return cnn_lstm_extractor::make(random_weights(1, small_shape()), options).value();
}

std::vector<extraction> extract(cnn_lstm_extractor& extractor, const std::vector<window_view>& windows) {
  std::vector<extraction> results(windows.size());
  extractor.extract(windows, results);
  return results;
}

} // namespace

TEST_SUITE_BEGIN("features/cnn_lstm_extractor");

TEST_CASE("a window is standardised column by column") {
  column_matrix history(3, 5);
  const std::vector<double> values{9, 1, 2, 3, 4};
  std::ranges::copy(values, history.column(0).begin());
  std::ranges::fill(history.column(1), 0.1);
  std::ranges::transform(values, history.column(2).begin(), [](double x) { return x * 1e300; });
  std::vector<float> input(12);
  const window_view window{&history, 1, 4, 0};

  fill_network_input(window, true, input);
  const double deviation = std::sqrt(1.25);
  for (std::size_t t = 0; t < 4; ++t) {
    const double expected = (static_cast<double>(t) - 1.5) / deviation;
    CHECK(input[t] == doctest::Approx(expected));
    CHECK(input[4 + t] == 0);
    CHECK(input[8 + t] == doctest::Approx(expected));
  }
  fill_network_input(window, false, input);
  CHECK(input[1] == 2);
  CHECK(input[4] == 0.1F);
}

TEST_CASE("an extraction fills every field") {
  const auto history = fixture::history(40, 1, 4);
  auto extractor = small_extractor();
  const auto results = extract(*extractor, fixture::windows_of(history, 1, 12));
  REQUIRE_FALSE(results[0].problem);
  const auto& features = results[0].features;
  CHECK(features.values.size() == extractor->feature_count());
  CHECK(features.class_probabilities.size() == 3);
  CHECK(features.confidence == std::ranges::max(features.class_probabilities));
  CHECK(features.regression_mean.size() == 2);
  CHECK(features.regression_uncertainty.size() == 2);
  CHECK(features.regression_uncertainty[0] > 0);
  CHECK(features.ensemble_weights.size() == 2);
  CHECK(features.source == feature_source::model);
}

TEST_CASE("windows of several lengths in one batch each get their own features") {
  const auto history = fixture::history(100, 1, 4);
  std::vector<window_view> windows;
  for (std::size_t i = 0; i < 50; ++i)
    windows.push_back({&history, i, 10 + i % 7, 0});
  auto extractor = small_extractor();
  const auto together = extract(*extractor, windows);
  for (std::size_t i = 0; i < windows.size(); ++i) {
    REQUIRE_FALSE(together[i].problem);
    const auto alone = extract(*extractor, {windows[i]});
    for (std::size_t k = 0; k < extractor->feature_count(); ++k)
      CHECK(together[i].features.values[k] == doctest::Approx(alone[0].features.values[k]).epsilon(1e-4));
  }
}

TEST_CASE("a bad window fails alone") {
  auto history = fixture::history(60, 1, 4);
  history.column(2)[30] = std::nan("");
  const column_matrix narrow(3, 20);
  auto extractor = small_extractor();
  const auto results = extract(*extractor, {{&history, 0, 12, 0},
                                            {&history, 20, 12, 0},
                                            {&history, 0, 9, 0},
                                            {&narrow, 0, 12, 0},
                                            {&history, 40, 12, 0}});
  CHECK_FALSE(results[0].problem);
  for (const std::size_t bad : {1, 2, 3}) {
    REQUIRE(results[bad].problem);
    CHECK(results[bad].problem->code == error_code::bad_input);
  }
  CHECK_FALSE(results[4].problem);

  const column_matrix endless(4, 5000);
  CHECK(extract(*extractor, {{&endless, 0, 5000, 0}})[0].problem->message ==
        "a window of 5000 bars is too long: at most 4096");
}

TEST_CASE("what overflows in the network is an error, not a feature") {
  column_matrix history(4, 12);
  for (std::size_t c = 0; c < 4; ++c)
    std::ranges::fill(history.column(c), 1e300);
  auto extractor = small_extractor({.standardise = false});
  const auto results = extract(*extractor, {{&history, 0, 12, 0}});
  REQUIRE(results[0].problem);
  CHECK(*results[0].problem ==
        error{error_code::bad_input,
              "the network's output for this window is not finite; its values may be too large"});
}

TEST_CASE("a requested stop cancels what is not done") {
  const auto history = fixture::history(40, 1, 4);
  const auto windows = fixture::windows_of(history, 3, 12);
  std::vector<extraction> results(windows.size());
  std::stop_source source;
  source.request_stop();
  auto extractor = small_extractor();
  extractor->extract(windows, results, source.get_token());
  for (const auto& result : results)
    CHECK(result.problem->code == error_code::cancelled);
  extractor->extract(windows, results);
  CHECK_FALSE(results[0].problem);
}

TEST_CASE("an impossible window length is refused at start") {
  const auto weights = random_weights(1, small_shape());
  CHECK(cnn_lstm_extractor::make(weights, {.window_length = 9}).error() ==
        error{error_code::bad_input, "a window has 10 to 4096 bars, not 9"});
}

TEST_SUITE_END();
