// From nothing to the first features, and where the time goes: weights read and folded, network made and its
// weights packed, first extraction. Each in a process of its own; that it has to be started is not in the
// time.
#include "cold_start.hpp"
#include "features/network/weights/model_weights.hpp"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <unistd.h>

using namespace simrun;

namespace {

namespace fs = std::filesystem;

/// A model of the default size in a file, gone with the process.
class weights_file {
public:
  weights_file() : path_(fs::temp_directory_path() / ("simrun-bench-" + std::to_string(getpid()))) {
    const auto tensors = random_tensors({}, 1);
    if (const auto written = write_safetensors(path_, tensors.tensors, tensors.metadata); !written)
      throw std::runtime_error(written.error().message);
  }
  ~weights_file() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  std::string path() const { return path_.string(); }

private:
  fs::path path_;
};

/// Milliseconds.
struct parts {
  double weights = 0;
  double packing = 0;
  double first = 0;
};

parts start_cold(const std::string& file) {
  const auto command =
      fs::read_symlink("/proc/self/exe").string() + " " + std::string(cold_start_word) + " '" + file + "'";
  parts p;
  auto* child = popen(command.c_str(), "r");
  const bool read = child && std::fscanf(child, "%lf %lf %lf", &p.weights, &p.packing, &p.first) == 3;
  if (!child || pclose(child) != 0 || !read)
    throw std::runtime_error("a cold start failed: " + command);
  return p;
}

void cold_start(benchmark::State& state, const std::string& file) {
  parts sum;
  for (auto _ : state) {
    const auto p = start_cold(file);
    state.SetIterationTime((p.weights + p.packing + p.first) / 1000);
    sum = {sum.weights + p.weights, sum.packing + p.packing, sum.first + p.first};
  }
  const auto mean = [](double total) {
    return benchmark::Counter(total, benchmark::Counter::kAvgIterations);
  };
  state.counters["weights_ms"] = mean(sum.weights);
  state.counters["packing_ms"] = mean(sum.packing);
  state.counters["first_ms"] = mean(sum.first);
}

void from_a_file(benchmark::State& state) {
  static const weights_file file;
  cold_start(state, file.path());
}
BENCHMARK(from_a_file)->Name("cold_start/weights_file")->Unit(benchmark::kMillisecond)->UseManualTime();

void with_random_weights(benchmark::State& state) {
  cold_start(state, "");
}
BENCHMARK(with_random_weights)
    ->Name("cold_start/random_weights")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();

} // namespace
