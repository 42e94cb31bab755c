#include "features/feature_extractor_factory.hpp"

#include "window_fixture.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

feature_extraction_config small_model() {
  feature_extraction_config config;
  config.weights = SIMRUN_SOURCE_ROOT "/tests/fixtures/model/small.weights.safetensors";
  return config;
}

time_point at_start() {
  return run_start;
}

feature_extractor_factory loaded(const feature_extraction_config& config = small_model()) {
  return feature_extractor_factory::load(config, at_start).value();
}

feature_source source_of(feature_extractor& extractor, const window_view& window) {
  std::vector<extraction> results(1);
  extractor.extract(std::vector{window}, results);
  REQUIRE_FALSE(results[0].problem);
  return results[0].features.source;
}

} // namespace

TEST_SUITE_BEGIN("features/feature_extractor_factory");

TEST_CASE("every kind delivers as many features as the model") {
  const auto factory = loaded();
  for (const auto kind : {extractor_kind::model, extractor_kind::cached, extractor_kind::fallback})
    CHECK(factory.make(kind).value()->feature_count() == factory.weights()->shape.fusion);
  CHECK(factory.make(extractor_kind::model).value()->name() == "cnn_lstm");
  CHECK(factory.make(extractor_kind::cached).value()->name() == "cached");
  CHECK(factory.make(extractor_kind::fallback).value()->name() == "fallback");
}

TEST_CASE("extractors share one cache, and outlive the factory") {
  const auto history = fixture::history(100);
  const window_view window{&history, 0, 60, 0};
  std::unique_ptr<feature_extractor> one;
  std::unique_ptr<feature_extractor> other;
  {
    const auto factory = loaded();
    one = factory.make(extractor_kind::cached).value();
    other = factory.make(extractor_kind::cached).value();
  }
  CHECK(source_of(*one, window) == feature_source::model);
  CHECK(source_of(*other, window) == feature_source::cache);
}

TEST_CASE("the cache has the capacity of the configuration") {
  auto config = small_model();
  config.cache_capacity = 1;
  const auto factory = loaded(config);
  const auto extractor = factory.make(extractor_kind::cached).value();
  const auto history = fixture::history(100);
  for (const auto& window : fixture::windows_of(history, 3))
    source_of(*extractor, window);
  CHECK(factory.cache()->kept.size() == 1);
  CHECK(factory.cache()->kept.statistics().evictions == 2);
}

TEST_CASE("what is switched off can't be made") {
  auto config = small_model();
  config.cache_enabled = false;
  config.fallback_enabled = false;
  const auto factory = loaded(config);
  CHECK(factory.make(extractor_kind::cached).error() ==
        error{error_code::unavailable, "the cache is switched off"});
  CHECK(factory.make(extractor_kind::fallback).error() ==
        error{error_code::unavailable, "the fallback is switched off"});
  CHECK(factory.cache() == nullptr);
  CHECK(factory.make(extractor_kind::model));
}

TEST_CASE("standardised windows, or another precision, are another model to the cache") {
  auto raw = small_model();
  raw.standardise = false;
  CHECK(loaded().model_identity() != loaded(raw).model_identity());
  CHECK(loaded().model_identity() == loaded().model_identity());
  auto coarse = small_model();
  coarse.precision = model_precision::bf16;
  CHECK(loaded().model_identity() != loaded(coarse).model_identity());
}

TEST_CASE("without a file there are random weights of the default size") {
  const auto factory = loaded({});
  CHECK(factory.weights()->shape == model_shape{});
}

TEST_CASE("what does not fit is an error before anything runs") {
  const auto message = [](const feature_extraction_config& config) {
    return feature_extractor_factory::load(config, at_start).error().message;
  };
  auto config = small_model();
  config.window = 9;
  CHECK(message(config) == "a window of 9 bars does not fit: extractors take 10 to 4096 bars");
  config = small_model();
  config.weights = "no/such/model.safetensors";
  CHECK(message(config).starts_with("no/such/model.safetensors"));
}

TEST_SUITE_END();
