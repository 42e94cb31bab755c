#include "cold_start.hpp"

#include "bench_market.hpp"
#include "features/cnn_lstm_extractor.hpp"

#include <chrono>
#include <cstdio>

namespace simrun {

namespace {

using steady = std::chrono::steady_clock;

double milliseconds(steady::duration d) {
  return std::chrono::duration<double, std::milli>(d).count();
}

} // namespace

int print_cold_start(std::string_view weights_file) {
  const auto windows = bench_windows(1);
  const auto began = steady::now();
  const auto weights = weights_file.empty() ? random_weights(1) : load_weights(weights_file).value();
  const auto loaded = steady::now();
  const auto extractor = cnn_lstm_extractor::make(weights, {.window_length = bench_window}).value();
  const auto made = steady::now();
  extraction first;
  extractor->extract(windows, {&first, 1});
  const auto extracted = steady::now();
  std::printf("%f %f %f\n", milliseconds(loaded - began), milliseconds(made - loaded),
              milliseconds(extracted - made));
  return first.problem ? 1 : 0;
}

} // namespace simrun
