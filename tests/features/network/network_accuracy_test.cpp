#include "features/network/compute/number_format.hpp"

#include "differences.hpp"
#include "named_stages.hpp"
#include "reference_network.hpp"
#include "small_model.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fmt/format.h>
#include <map>
#include <string>

using namespace simrun;

namespace {

constexpr std::size_t length = 60;
constexpr std::array<float, 3> input_scales{1, 10, 100};
constexpr std::array<std::uint64_t, 3> seeds{1, 2, 3};

/// Windows of the platform's own model at one scale, and what 64-bit arithmetic makes of them.
struct reference_run {
  tensor_file file;
  std::vector<float> input;
  reference_stages stages;
};

/// Computed once: it takes longer than all runs of the network.
const std::vector<reference_run>& references_at(float scale) {
  static std::map<float, std::vector<reference_run>> known;
  auto& runs = known[scale];
  if (runs.empty())
    for (const auto seed : seeds) {
      reference_run run{random_tensors({}, seed), random_input({}, 1, length, seed), {}};
      for (auto& value : run.input)
        value *= scale;
      run.stages = reference_network(run.file, {}, run.input, length);
      runs.push_back(std::move(run));
    }
  return runs;
}

/// The largest error of a stage, and the largest value in it.
struct stage_error {
  double error = 0;
  double magnitude = 0;

  double relative() const { return error / magnitude; }
};

std::map<std::string, stage_error> errors_at(float scale, model_precision precision) {
  std::map<std::string, stage_error> errors;
  for (const auto& run : references_at(scale)) {
    auto model = network::make(build_weights(run.file).value(), 1, length, 0, precision).value();
    for (const auto& stage : stages_of(model.run(run.input).value())) {
      const auto& expected = run.stages.at(stage.name);
      auto& [error, magnitude] = errors[stage.name];
      keep_larger(error, largest_difference(stage.values, expected));
      for (const double value : expected)
        keep_larger(magnitude, std::abs(value));
    }
  }
  return errors;
}

std::string table_of(float scale, const std::map<std::string, stage_error>& errors) {
  auto table =
      fmt::format("input x{}\n  {:<24}{:>10}{:>10}{:>10}", scale, "stage", "largest", "error", "relative");
  for (const auto& [stage, e] : errors)
    table += fmt::format("\n  {:<24}{:>10.3g}{:>10.1e}{:>10.1e}", stage, e.magnitude, e.error, e.relative());
  return table;
}

/// Prints the errors at each scale and holds them to a bound relative to the stage's largest value.
void check_errors(model_precision precision, const std::array<double, input_scales.size()>& bounds) {
  for (std::size_t i = 0; i < input_scales.size(); ++i) {
    const auto errors = errors_at(input_scales[i], precision);
    MESSAGE(name_of(precision) << ", " << table_of(input_scales[i], errors));
    for (const auto& [stage, e] : errors) {
      CAPTURE(stage);
      CAPTURE(input_scales[i]);
      CHECK(e.relative() < bounds[i]);
    }
  }
}

} // namespace

TEST_SUITE_BEGIN("features/network/accuracy");

TEST_CASE("f32 is within 1e-4 of 64-bit arithmetic at every stage, and no worse than f32 can be past that") {
  // Inputs larger than standardised windows are: scores of attention grow with the square of them, and any
  // arithmetic in f32 has larger errors. docs/precision.md has what was measured.
  check_errors(model_precision::f32, {1e-4, 7e-4, 7e-3});
  for (const auto& [stage, e] : errors_at(1, model_precision::f32)) {
    CAPTURE(stage);
    CHECK(e.error < 1e-4);
  }
}

TEST_CASE("bf16 is within a few percent of a stage's largest value for standardised windows") {
  if (!has_bf16()) {
    const auto refused = network::make(random_weights(1), 1, length, 0, model_precision::bf16);
    CHECK(refused.error().code == error_code::unavailable);
    MESSAGE("no bf16 here: skipped");
    return;
  }
  // At a hundred times the size only that it stays finite is worth a promise.
  check_errors(model_precision::bf16, {0.05, 0.75, 10});
}

TEST_SUITE_END();
