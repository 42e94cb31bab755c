// How the throughput of extractors grows with their number: each a thread of its own, all with the same
// weights. One worker and two take turns, so that whatever slows the machine down slows both alike.
#include "bench_market.hpp"
#include "features/cnn_lstm_extractor.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <ctime>
#include <latch>
#include <thread>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr auto turn = 500ms;
constexpr int turns = 10;

using extractors = std::vector<std::unique_ptr<cnn_lstm_extractor>>;

double seconds_of_this_thread() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Windows per second.
struct rate {
  double of_time = 0;
  double of_processor_time =
      0; ///< as much as if no other program were running, but for what it leaves in caches

  rate& operator+=(const rate& other) {
    of_time += other.of_time;
    of_processor_time += other.of_processor_time;
    return *this;
  }
};

/// One extractor, as fast as it can for one turn.
rate work(cnn_lstm_extractor& extractor, std::size_t batch, std::latch& ready) {
  using steady = std::chrono::steady_clock;
  const auto windows = bench_windows(static_cast<std::uint32_t>(batch));
  std::vector<extraction> results(batch);
  extractor.extract(windows, results);
  ready.arrive_and_wait();
  double count = 0;
  const auto began = steady::now();
  const auto processor_began = seconds_of_this_thread();
  auto now = began;
  for (; now - began < turn; now = steady::now()) {
    extractor.extract(windows, results);
    count += static_cast<double>(batch);
  }
  return {count / std::chrono::duration<double>(now - began).count(),
          count / (seconds_of_this_thread() - processor_began)};
}

/// Of the first `workers` together.
rate throughput(const extractors& all, std::size_t workers, std::size_t batch) {
  std::latch ready(static_cast<std::ptrdiff_t>(workers));
  std::vector<rate> rates(workers);
  std::vector<std::jthread> threads;
  for (std::size_t w = 0; w < workers; ++w)
    threads.emplace_back([&, w] { rates[w] = work(*all[w], batch, ready); });
  threads.clear();
  rate sum;
  for (const auto& r : rates)
    sum += r;
  return sum;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void scaling(benchmark::State& state) {
  const auto batch = static_cast<std::size_t>(state.range(0));
  const auto weights = random_weights(1);
  extractors all;
  for (int i = 0; i < 2; ++i)
    all.push_back(cnn_lstm_extractor::make(weights, {.window_length = bench_window}).value());
  std::vector<double> one, two, scaling_of_time, scaling_of_processor_time;
  for (auto _ : state) {
    const auto alone = throughput(all, 1, batch);
    const auto together = throughput(all, 2, batch);
    one.push_back(alone.of_time);
    two.push_back(together.of_time);
    scaling_of_time.push_back(together.of_time / alone.of_time);
    scaling_of_processor_time.push_back(together.of_processor_time / alone.of_processor_time);
  }
  state.counters["one_per_s"] = median(one);
  state.counters["two_per_s"] = median(two);
  state.counters["scaling"] = median(scaling_of_time);
  state.counters["scaling_cpu"] = median(scaling_of_processor_time);
}
BENCHMARK(scaling)
    ->Name("scaling/batch")
    ->Arg(1)
    ->Arg(16)
    ->Iterations(turns)
    ->Unit(benchmark::kSecond)
    ->UseRealTime();

} // namespace
