#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "features/extract_report.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

/// An export is right when no stage differs by more: f32 rounding stays well below it.
constexpr double tolerance = 1e-4;

int refuse(const error& problem) {
  fmt::print(stderr, "{}\n", problem.message);
  return exit_code::bad_usage;
}

int print_differences(std::span<const stage_difference> differences) {
  bool right = true;
  fmt::print("{:<26} {:>18}\n", "stage", "largest difference");
  for (const auto& d : differences) {
    const bool close = d.largest <= tolerance;
    right = right && close;
    fmt::print("{:<26} {:>18.3g}{}\n", d.name, d.largest, close ? "" : "  more than 1e-4");
  }
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
  return differences ? print_differences(*differences) : refuse(differences.error());
}

} // namespace simrun
