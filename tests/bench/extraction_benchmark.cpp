// Features of 60 x 15 windows by the model of the default size, on one thread, warm.
#include "bench_market.hpp"
#include "features/cnn_lstm_extractor.hpp"
#include "features/fallback_feature_extractor.hpp"

#include <benchmark/benchmark.h>

using namespace simrun;

namespace {

void extract(benchmark::State& state, feature_extractor& extractor, std::size_t batch) {
  const auto windows = bench_windows(static_cast<std::uint32_t>(batch));
  std::vector<extraction> results(batch);
  for (auto _ : state) {
    extractor.extract(windows, results);
    if (results[0].problem)
      return state.SkipWithError(results[0].problem->message.c_str());
  }
  const auto count = static_cast<double>(batch);
  state.counters["per_window"] =
      benchmark::Counter(count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void extraction_of_a_batch(benchmark::State& state) {
  static const auto weights = random_weights(1);
  static const auto extractor = cnn_lstm_extractor::make(weights, {.window_length = bench_window}).value();
  extract(state, *extractor, static_cast<std::size_t>(state.range(0)));
}
BENCHMARK(extraction_of_a_batch)
    ->Name("extraction/batch")
    ->RangeMultiplier(2)
    ->Range(1, 16)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void fallback(benchmark::State& state) {
  fallback_feature_extractor extractor(model_shape{}.fusion);
  extract(state, extractor, 1);
}
BENCHMARK(fallback)->Unit(benchmark::kMicrosecond)->UseRealTime();

} // namespace
