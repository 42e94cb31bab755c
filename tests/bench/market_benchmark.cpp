// The daily bars that ship, from the file to bars, and on to the 15 input columns.
#include "market/csv_reader.hpp"
#include "market/market_data.hpp"

#include <benchmark/benchmark.h>

using namespace simrun;

namespace {

constexpr auto file = SIMRUN_SOURCE_ROOT "/data/sp500_daily_2000_2020.csv";

void csv_load(benchmark::State& state) {
  std::size_t rows = 0;
  for (auto _ : state) {
    const auto history = read_bars(file);
    if (!history)
      return state.SkipWithError(history.error().message.c_str());
    rows = history->bars.size();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}
BENCHMARK(csv_load)->Name("csv/load")->Unit(benchmark::kMillisecond);

void input_columns_of_a_history(benchmark::State& state) {
  const auto history = read_bars(file).value();
  for (auto _ : state)
    benchmark::DoNotOptimize(market_data::from({history}));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(history.bars.size()));
}
BENCHMARK(input_columns_of_a_history)->Name("csv/input_columns")->Unit(benchmark::kMillisecond);

} // namespace
