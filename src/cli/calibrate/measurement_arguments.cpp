#include "cli/calibrate/measurement_arguments.hpp"

#include "cli/exit_code.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

using namespace std::chrono_literals;

constexpr duration time_min = 2s;
constexpr duration time_max = 10min;
/// What extractors take, and scenarios with them.
constexpr std::uint32_t window_min = 10;
constexpr std::uint32_t window_max = 4096;

usage_exit refuse(const std::string& what) {
  return {exit_code::bad_usage, "simrun: " + what + "\n"};
}

} // namespace

measurement_commands::measurement_commands(CLI::App& app)
    : calibrate_app_(app.add_subcommand("calibrate", "measure service times for the virtual clock")) {
  auto& c = *calibrate_app_;
  c.add_option("--out", calibrate_.out, "file to write (default: calibration.json)")->type_name("FILE");
  c.add_option("--weights", calibrate_.weights, "the model, as safetensors (default: seeded random weights)")
      ->type_name("FILE");
  c.add_option("--precision", precision_, "number format of the network: f32 or bf16")->type_name("NAME");
  c.add_option("--window", calibrate_.windows, "bars in a window; several can be given (default: 60)")
      ->type_name("N");
  c.add_option("--duration", time_, "time to take, such as 16s")->type_name("TIME");
}

std::optional<std::variant<command_arguments, usage_exit>> measurement_commands::parsed() const {
  if (calibrate_app_->parsed())
    return calibrate_arguments_given();
  return std::nullopt;
}

std::variant<command_arguments, usage_exit> measurement_commands::calibrate_arguments_given() const {
  auto given = calibrate_;
  const auto precision = parse_precision(precision_);
  if (!precision)
    return refuse("--precision: " + precision.error().message);
  given.precision = *precision;
  for (const auto window : given.windows)
    if (window < window_min || window > window_max)
      return refuse(
          fmt::format("--window must be from {} to {} bars, got {}", window_min, window_max, window));
  std::ranges::sort(given.windows);
  const auto repeated = std::ranges::unique(given.windows);
  given.windows.erase(repeated.begin(), repeated.end());
  if (time_.empty())
    return given;
  const auto time = parse_duration(time_);
  if (!time || *time < time_min || *time > time_max)
    return refuse(
        fmt::format("--duration must be from {} to 10min, such as 16s, got '{}'", to_text(time_min), time_));
  given.time = *time;
  return given;
}

} // namespace simrun
