// A hit inside the process: the hash of a 60 x 15 window, and the lookup.
#include "bench_market.hpp"
#include "features/feature_cache.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>

using namespace simrun;

namespace {

constexpr std::uint64_t model_identity = 1;

struct full_cache {
  full_cache() {
    for (const auto& window : windows)
      kept.store(key_of(window, model_identity), std::make_shared<const feature_vector>(), run_start);
  }

  std::vector<window_view> windows = bench_windows(64);
  feature_cache kept{1000, std::chrono::hours(1)};
};

full_cache& shared_cache() {
  static full_cache cache;
  return cache;
}

bool hit(full_cache& cache, std::size_t i) {
  return cache.kept.find(key_of(cache.windows[i % cache.windows.size()], model_identity), run_start)
      .has_value();
}

/// Each hit is timed by itself; the two readings of the clock are in it.
void cache_hit(benchmark::State& state) {
  using steady = std::chrono::steady_clock;
  auto& cache = shared_cache();
  std::vector<double> samples_us;
  for (auto _ : state) {
    const auto began = steady::now();
    if (!hit(cache, samples_us.size()))
      return state.SkipWithError("a miss");
    const std::chrono::duration<double, std::micro> taken = steady::now() - began;
    state.SetIterationTime(taken.count() * 1e-6);
    samples_us.push_back(taken.count());
  }
  const auto percentile = [&](double q) {
    const auto at =
        samples_us.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(samples_us.size() - 1));
    std::ranges::nth_element(samples_us, at);
    return *at;
  };
  state.counters["p50_us"] = percentile(0.5);
  state.counters["p99_us"] = percentile(0.99);
}
BENCHMARK(cache_hit)->Name("cache/hit")->Unit(benchmark::kMicrosecond)->UseManualTime();

/// The same from several threads at once, all at one cache.
void cache_hit_of_threads(benchmark::State& state) {
  auto& cache = shared_cache();
  // Apart from each other, so that not all ask for one entry at a time.
  std::size_t i = 7 * static_cast<std::size_t>(state.thread_index());
  for (auto _ : state)
    benchmark::DoNotOptimize(hit(cache, i++));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(cache_hit_of_threads)
    ->Name("cache/hit")
    ->Unit(benchmark::kMicrosecond)
    ->ThreadRange(1, 4)
    ->UseRealTime();

} // namespace
