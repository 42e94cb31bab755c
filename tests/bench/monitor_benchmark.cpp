// What counting costs: one latency into a histogram.
#include "core/random.hpp"
#include "monitor/latency_histogram.hpp"

#include <benchmark/benchmark.h>
#include <vector>

using namespace simrun;

namespace {

void histogram_record(benchmark::State& state) {
  random_stream random(1, "latencies");
  std::vector<duration> latencies(4096);
  for (auto& latency : latencies)
    latency = from_seconds(2e-3 * (0.2 + random.uniform()));
  latency_histogram histogram;
  std::size_t i = 0;
  for (auto _ : state)
    histogram.record(latencies[i++ % latencies.size()]);
  benchmark::DoNotOptimize(histogram.count());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(histogram_record)->Name("histogram/record");

} // namespace
