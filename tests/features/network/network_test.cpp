#include "features/network/network.hpp"

#include "differences.hpp"
#include "named_stages.hpp"
#include "reference_network.hpp"
#include "small_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <thread>

using namespace simrun;

namespace {

/// All stages but the drawn one, for windows of `length` steps, against the reference.
void check_against_reference(const model_shape& shape, std::size_t length) {
  const auto file = random_tensors(shape, 3);
  const auto input = random_input(shape, 1, length);
  auto model = network::make(build_weights(file).value(), 1, length).value();
  const auto outputs = model.run(input).value();
  const auto expected = reference_network(file, shape, input, length);
  for (const auto& stage : stages_of(outputs)) {
    CAPTURE(stage.name);
    CHECK(largest_difference(stage.values, expected.at(stage.name)) < 2e-5);
  }
}

/// All that a run delivers for one window of its batch, one stage after the other.
std::vector<float> values_of_window(const stage_outputs& o, std::size_t batch, std::size_t window) {
  std::vector<float> all;
  for (const auto values :
       {o.cnn_features, o.lstm_features, o.lstm_context, o.fused_features, o.classification_probs,
        o.regression_mean, o.regression_uncertainty, o.ensemble_classification, o.ensemble_regression}) {
    const auto width = values.size() / batch;
    const auto part = values.subspan(window * width, width);
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

} // namespace

TEST_SUITE_BEGIN("features/network");

TEST_CASE("the default sizes compute what the reference computes") {
  check_against_reference({}, 12);
}

TEST_CASE("any sizes the weights declare compute what the reference computes") {
  auto shape = small_shape();
  SUBCASE("as they are") {}
  SUBCASE("unidirectional") {
    shape.bidirectional = false;
  }
  SUBCASE("one layer") {
    shape.layers = 1;
  }
  SUBCASE("four unidirectional layers") {
    shape.layers = 4;
    shape.bidirectional = false;
  }
  SUBCASE("one filter") {
    shape.filter_sizes = {7};
  }
  SUBCASE("a filter of one step") {
    shape.filter_sizes = {1, 3};
  }
  SUBCASE("even filters, padded as PyTorch pads them") {
    shape.filter_sizes = {2, 4, 3};
  }
  SUBCASE("filters longer than the window") {
    shape.filter_sizes = {3, 31};
  }
  SUBCASE("one channel") {
    shape.channels = 1;
  }
  SUBCASE("many channels") {
    shape.channels = 33;
  }
  SUBCASE("heads of one feature") {
    shape.cnn_heads = shape.cnn_width();
  }
  SUBCASE("a single head") {
    shape.cnn_heads = shape.fusion_heads = 1;
  }
  SUBCASE("an odd fusion width") {
    shape.fusion = 9;
    shape.fusion_heads = 3;
  }
  SUBCASE("other heads") {
    shape.classes = 5;
    shape.targets = 1;
    shape.ensemble = 1;
  }
  for (const std::size_t length : {10, 17}) {
    CAPTURE(length);
    check_against_reference(shape, length);
  }
}

TEST_CASE("a batch of n computes what n batches of one compute") {
  const auto shape = small_shape();
  constexpr std::size_t length = 11, batch_max = 16;
  const auto input = random_input(shape, batch_max, length);
  const auto window = shape.channels * length;
  auto model = network::make(random_weights(1, shape), batch_max, length).value();
  REQUIRE(model.prepare());

  std::vector<std::vector<float>> singles;
  for (std::size_t i = 0; i < batch_max; ++i)
    singles.push_back(
        values_of_window(model.run(std::span(input).subspan(i * window, window)).value(), 1, 0));
  for (const std::size_t batch : {16, 2, 3, 7, 8, 5, 1}) {
    CAPTURE(batch);
    const auto outputs = model.run(std::span(input).first(batch * window)).value();
    for (std::size_t i = 0; i < batch; ++i)
      CHECK(largest_difference(values_of_window(outputs, batch, i), singles[i]) < 1e-5);
  }
}

TEST_CASE("the uncertainty is drawn from the seed alone") {
  const auto shape = small_shape();
  const auto weights = random_weights(1, shape);
  const auto input = random_input(shape, 1, 12);
  const auto uncertainty_with = [&](std::uint64_t seed) {
    auto model = network::make(weights, 1, 12, seed).value();
    const auto drawn = model.run(input).value().regression_uncertainty;
    return std::vector<float>(drawn.begin(), drawn.end());
  };
  const auto drawn = uncertainty_with(7);
  CHECK(drawn == uncertainty_with(7));
  CHECK(drawn != uncertainty_with(8));
  CHECK(std::ranges::all_of(drawn, [](float x) { return x > 0 && x < 10; }));
}

TEST_CASE("without samples under dropout there is no uncertainty, and all else is the same") {
  const auto shape = small_shape();
  auto model = network::make(random_weights(1, shape), 2, 12).value();
  const auto input = random_input(shape, 2, 12);
  std::vector<std::vector<float>> expected;
  for (const auto& stage : stages_of(model.run(input).value()))
    expected.emplace_back(stage.values.begin(), stage.values.end());

  model.sample_dropout(false);
  const auto outputs = model.run(input).value();
  CHECK(outputs.regression_uncertainty.empty());
  const auto found = stages_of(outputs);
  for (std::size_t i = 0; i < found.size(); ++i)
    CHECK(std::ranges::equal(found[i].values, expected[i]));
}

TEST_CASE("dropping a single value gives the deviation of its coin") {
  // One hidden value of 1 that reaches the target unchanged: each draw is 0, or 1 / 0.7 twice over.
  auto shape = small_shape();
  shape.regression_hidden = {1, 1};
  shape.targets = 1;
  auto file = random_tensors(shape, 1);
  const auto set = [&](const std::string& name, float value) {
    for (auto& tensor : file.tensors)
      if (tensor.name == "regression_head.layers." + name)
        std::ranges::fill(tensor.values, value);
  };
  set("0.weight", 0);
  set("0.bias", 1);
  set("3.weight", 1);
  set("3.bias", 0);
  set("6.weight", 1);
  set("6.bias", 5);
  auto model = network::make(build_weights(file).value(), 1, 12).value();
  const auto outputs = model.run(random_input(shape, 1, 12)).value();
  CHECK(outputs.regression_mean[0] == doctest::Approx(6));
  const double kept = 0.7 * 0.7;
  CHECK(outputs.regression_uncertainty[0] ==
        doctest::Approx(std::sqrt(kept * (1 - kept)) / kept).epsilon(0.1));

  set("6.weight", 0);
  auto constant = network::make(build_weights(file).value(), 1, 12).value();
  CHECK(constant.run(random_input(shape, 1, 12)).value().regression_uncertainty[0] == 0);
}

TEST_CASE("a requested stop ends a run") {
  const auto shape = small_shape();
  auto model = network::make(random_weights(1, shape), 1, 12).value();
  std::stop_source source;
  const auto input = random_input(shape, 1, 12);
  REQUIRE(model.run(input, source.get_token()));
  source.request_stop();
  CHECK(model.run(input, source.get_token()).error() ==
        error{error_code::cancelled, "told to stop during an extraction"});
  CHECK(model.run(input));
}

TEST_CASE("threads that share weights compute the same") {
  const auto shape = small_shape();
  const auto weights = random_weights(1, shape);
  const auto input = random_input(shape, 4, 12);
  std::vector<std::vector<float>> results(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results)
      threads.emplace_back([&] {
        auto model = network::make(weights, 4, 12).value();
        for (int i = 0; i < 20; ++i)
          result = values_of_window(model.run(input).value(), 4, 3);
      });
  }
  for (const auto& result : results)
    CHECK(result == results[0]);
}

TEST_SUITE_END();
