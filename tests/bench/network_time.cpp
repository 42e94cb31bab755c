// Runs the network for bench/peers/compare.py: answers the lines of standard input, each with one line of
// JSON.
//
//   network_time FOLDER [--no-dropout] [--precision f32|bf16]
//
//   check                      the largest difference from the outputs expected in FOLDER
//   batch 16 iterations 3      how long each iteration took, in nanoseconds
#include "features/network/network.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <fmt/ranges.h>
#include <iostream>
#include <sstream>
#include <string>

using namespace simrun;

namespace {

template <class Value>
Value value_or_exit(result<Value> found) {
  if (!found) {
    fmt::print(stderr, "{}\n", found.error().message);
    std::exit(2);
  }
  if constexpr (!std::is_void_v<Value>)
    return std::move(*found);
}

/// What a user asks for. The file may hold a stage of all steps, where the network delivers the last one.
double largest_difference(const stage_outputs& outputs, const tensor_file& expected, std::size_t window,
                          std::size_t windows) {
  const std::pair<const char*, std::span<const float>> delivered[] = {
      {"fused_features", outputs.fused_features},
      {"classification_probs", outputs.classification_probs},
      {"regression_mean", outputs.regression_mean},
      {"ensemble_classification", outputs.ensemble_classification},
      {"ensemble_regression", outputs.ensemble_regression}};
  double largest = 0;
  for (const auto& [name, found] : delivered) {
    const auto& values = value_or_exit(expected.require(name))->values;
    const auto end = (window + 1) * values.size() / windows;
    for (std::size_t i = 0; i < found.size(); ++i)
      largest = std::max(largest, static_cast<double>(std::abs(found[i] - values[end - found.size() + i])));
  }
  return largest;
}

double check(network& model, const tensor_file& expected) {
  const auto* input = value_or_exit(expected.require("input"));
  const auto windows = input->shape.at(0), size = input->values.size() / windows;
  double largest = 0;
  for (std::size_t window = 0; window < windows; ++window) {
    const auto values = std::span(input->values).subspan(window * size, size);
    largest =
        std::max(largest, largest_difference(value_or_exit(model.run(values)), expected, window, windows));
  }
  return largest;
}

std::vector<long> time_runs(network& model, std::span<const float> input, std::size_t iterations) {
  std::vector<long> times;
  for (std::size_t i = 0; i < iterations; ++i) {
    const auto began = std::chrono::steady_clock::now();
    value_or_exit(model.run(input));
    times.push_back((std::chrono::steady_clock::now() - began) / std::chrono::nanoseconds(1));
  }
  return times;
}

} // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty())
    return fmt::print(stderr, "usage: network_time FOLDER [--no-dropout] [--precision f32|bf16]\n"), 2;
  bool dropout = true;
  auto precision = model_precision::f32;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i] == "--no-dropout")
      dropout = false;
    else if (arguments[i] == "--precision" && i + 1 < arguments.size())
      precision = value_or_exit(parse_precision(arguments[++i]));
    else
      return fmt::print(stderr, "network_time: '{}' is not known\n", arguments[i]), 2;
  }

  const auto expected = value_or_exit(read_safetensors(arguments[0] + "/io.safetensors"));
  const auto weights = value_or_exit(load_weights(arguments[0] + "/weights.safetensors"));
  const auto& shape = value_or_exit(expected.require("input"))->shape;
  const auto channels = shape.at(1), length = shape.at(2);
  auto model = value_or_exit(network::make(weights, network_batch_max, length, 0, precision));
  value_or_exit(model.prepare());
  model.sample_dropout(dropout);

  std::vector<float> input(network_batch_max * channels * length);
  for (std::size_t i = 0; i < input.size(); ++i)
    input[i] = std::sin(static_cast<float>(i));

  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string word;
    std::size_t batch = 0, iterations = 0;
    if (line == "check")
      fmt::print("{{\"difference\": {}}}\n", check(model, expected));
    else if (words >> word >> batch >> word >> iterations && batch >= 1 && batch <= network_batch_max)
      fmt::print("{{\"ns\": {}}}\n",
                 time_runs(model, std::span(input).first(batch * channels * length), iterations));
    else
      return fmt::print(stderr, "network_time: no such command: {}\n", line), 2;
    std::fflush(stdout);
  }
}
