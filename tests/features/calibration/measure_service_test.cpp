#include "features/calibration/measure_service.hpp"

#include "market/synthetic_market.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// A watch that goes on by a millisecond whenever somebody looks at it.
stopwatch ticking() {
  return [t = std::make_shared<time_point>()] { return *t += 1ms; };
}

feature_extraction_config small_model() {
  feature_extraction_config config;
  config.weights = SIMRUN_SOURCE_ROOT "/tests/fixtures/model/small.weights.safetensors";
  return config;
}

market_data market() {
  return market_data::from(make_synthetic_market({}));
}

} // namespace

TEST_SUITE_BEGIN("features/measure_service");

TEST_CASE("every case of every window length is measured, the small batches more often") {
  const auto factory = feature_extractor_factory::load(small_model(), nullptr).value();
  service_measurement what;
  what.windows = {30, 60};
  what.batches = {1, 4, 16};
  what.time = 0s;
  const auto measured = measure_service_times(factory, market(), what, ticking());
  REQUIRE(measured);
  REQUIRE(measured->size() == 2);
  const auto& w = (*measured)[1];
  CHECK(w.window == 60);
  REQUIRE(w.extraction.size() == 3);
  CHECK(w.extraction[1].batch == 4);
  CHECK(w.extraction[0].times.count() == 8);
  CHECK(w.extraction[2].times.count() == 1);
  for (const auto* d :
       {&w.extraction[0].times, &w.extraction[2].times, &w.after_pause, &w.fallback, &w.cache_hit})
    CHECK(d->mean() == 1ms);
}

TEST_CASE("more time brings more samples, and it ends") {
  const auto factory = feature_extractor_factory::load(small_model(), nullptr).value();
  service_measurement what;
  what.batches = {1};
  what.time = 1s;
  // A round looks at the watch twice for each of 8 + 10 + 8 + 8 samples, and once for itself but for the
  // first four.
  const auto measured = measure_service_times(factory, market(), what, ticking());
  REQUIRE(measured);
  CHECK((*measured)[0].extraction[0].times.count() == 12 * 8);
}

TEST_CASE("a cold start is timed from nothing to features") {
  const auto cold = measure_cold_start(small_model(), market(), 3, ticking());
  REQUIRE(cold);
  CHECK(cold->count() == 3);
  CHECK(cold->mean() == 1ms);
}

TEST_CASE("weights that can't be read are the error") {
  feature_extraction_config config;
  config.weights = "no/such.safetensors";
  CHECK(
      measure_cold_start(config, market(), 1, ticking()).error().message.starts_with("no/such.safetensors"));
}

TEST_SUITE_END();
