// What networks share: one packed copy of the weights, and no threads.
#include "../window_fixture.hpp"
#include "features/cnn_lstm_extractor.hpp"
#include "heap_watch.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>

using namespace simrun;

namespace {

constexpr std::size_t length = 60;

std::size_t threads_of_this_process() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

} // namespace

TEST_SUITE_BEGIN("features/sharing");

TEST_CASE("the watch sees what is allocated, by whatever name") {
  std::size_t allocations = 0, bytes = 0;
  {
    heap_watch watch;
    const std::vector<float> values(1000);
    const auto aligned = std::unique_ptr<void, decltype(&std::free)>(std::aligned_alloc(64, 4096), std::free);
    allocations = watch.allocations();
    bytes = watch.bytes();
  }
  CHECK(allocations == 2);
  CHECK(bytes == 1000 * sizeof(float) + 4096);
}

TEST_CASE("windows of other lengths take no second copy of the weights, nor does another worker") {
  const auto tensors = random_tensors({}, 2);
  std::size_t weights_bytes = 0;
  for (const auto& tensor : tensors.tensors)
    weights_bytes += tensor.values.size() * sizeof(float);
  const auto weights = build_weights(tensors).value();
  const auto taken_by_a_network = [&](std::size_t steps) {
    heap_watch watch;
    auto model = network::make(weights, 1, steps).value();
    REQUIRE(model.prepare());
    return watch.bytes();
  };
  // The first may pack the weights, for all of them.
  taken_by_a_network(length);
  for (const std::size_t other : {length, length / 2, length / 3, length - 1, length + 1}) {
    CAPTURE(other);
    CHECK(taken_by_a_network(other) < weights_bytes / 2);
  }
}

TEST_CASE("an extraction starts no threads, however many cores there are") {
  const auto history = fixture::history(200);
  const auto windows = fixture::windows_of(history, 16, length);
  std::vector<extraction> results(windows.size());
  const auto extractor = cnn_lstm_extractor::make(random_weights(1), {.window_length = length}).value();
  extractor->extract(windows, results);
  CHECK(threads_of_this_process() == 1);
}

TEST_SUITE_END();
