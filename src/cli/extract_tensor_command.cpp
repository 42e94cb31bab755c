#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "features/extract_report.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

/// An export is right when no stage differs by more. f32 rounding stays well below its; what bf16 may take is
/// what was measured of lstm_features, the stage with the largest differences (docs/precision.md), and some.
constexpr double tolerance_of(model_precision precision) {
  return precision == model_precision::bf16 ? 0.25 : 1e-4;
}

int refuse(const error& problem) {
  fmt::print(stderr, "{}\n", problem.message);
  return exit_code::bad_usage;
}

int print_differences(std::span<const stage_difference> differences, model_precision precision) {
  const double tolerance = tolerance_of(precision);
  bool right = true;
  fmt::print("{:<26} {:>18}\n", "stage", "largest difference");
  for (const auto& d : differences) {
    const bool close = d.largest <= tolerance;
    right = right && close;
    fmt::print("{:<26} {:>18.3g}{}\n", d.name, d.largest, close ? "" : "  too large");
  }
  fmt::print("{:<26} {:>18.3g}\n", fmt::format("tolerance of {}", name_of(precision)), tolerance);
  return right ? exit_code::passed : exit_code::requirement_failed;
}

} // namespace

int extract_tensor_command(const extract_tensor_arguments& arguments) {
  auto weights = load_weights(arguments.weights);
  if (!weights)
    return refuse(weights.error());
  const auto input = read_safetensors(arguments.input);
  if (!input)
    return refuse(input.error());
  const auto stages = extract_stages(std::move(*weights), *input, arguments.precision);
  if (!stages)
    return refuse(stages.error());

  if (arguments.output) {
    const auto written = write_safetensors(*arguments.output, *stages, {});
    return written ? exit_code::passed : refuse(written.error());
  }
  const auto differences = compare_stages(*stages, *input);
  return differences ? print_differences(*differences, arguments.precision) : refuse(differences.error());
}

} // namespace simrun
