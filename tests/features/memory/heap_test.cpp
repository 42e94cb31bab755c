// What extractions take from the heap: nothing, where the products are all kernels of ours.
#include "../window_fixture.hpp"
#include "features/cnn_lstm_extractor.hpp"
#include "features/network/compute/number_format.hpp"
#include "heap_watch.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace simrun;

namespace {

constexpr std::size_t length = 60;

const std::shared_ptr<const model_weights>& full_size_weights() {
  static const auto weights = random_weights(1);
  return weights;
}

/// Elsewhere the compute library multiplies, and allocates a table of its arguments in every call.
bool skipped() {
  const bool skip = fastest_format(model_precision::f32, 1) != number_format::s8x6;
  if (skip)
    MESSAGE("skipped: this processor has no matrix unit, or may not use it");
  return skip;
}

/// Where the first of them came from is said once: the same place may have thousands.
void check_none(const heap_watch& watch) {
  static bool said = false;
  const auto allocations = watch.allocations();
  CHECK(allocations == 0);
  if (allocations > 0 && !std::exchange(said, true))
    watch.print_first();
}

} // namespace

TEST_SUITE_BEGIN("features/heap");

TEST_CASE("a network that is prepared runs without the heap, from its first run on") {
  if (skipped())
    return;
  const auto& weights = full_size_weights();
  auto model = network::make(weights, network_batch_max, length).value();
  REQUIRE(model.prepare());
  for (const std::size_t batch : {1, 2, 3, 4, 8, 16}) {
    CAPTURE(batch);
    const std::vector<float> input(batch * weights->shape.channels * length, 0.5F);
    for (int run = 0; run < 2; ++run) {
      CAPTURE(run);
      heap_watch watch;
      const auto outputs = model.run(input);
      check_none(watch);
      REQUIRE(outputs);
    }
  }
}

TEST_CASE("extractions into slots that were used before do without the heap, from an extractor's first on") {
  if (skipped())
    return;
  const auto history = fixture::history(200);
  const auto make = [] {
    return cnn_lstm_extractor::make(full_size_weights(), {.window_length = length}).value();
  };
  const auto other = make(), extractor = make();
  for (const std::size_t batch : {1, 2, 3, 8, 16, 33}) {
    CAPTURE(batch);
    const auto windows = fixture::windows_of(history, batch, length);
    std::vector<extraction> results(batch);
    other->extract(windows, results);
    heap_watch watch;
    extractor->extract(windows, results);
    check_none(watch);
    CHECK_FALSE(results[0].problem);
  }
}

TEST_SUITE_END();
