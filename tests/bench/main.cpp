#include "cold_start.hpp"

#include <benchmark/benchmark.h>

int main(int argc, char** argv) {
  if (argc == 3 && argv[1] == simrun::cold_start_word)
    return simrun::print_cold_start(argv[2]);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
