#include "cli/calibrate/measure_calibration.hpp"
#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "features/calibration/calibration_json.hpp"
#include "report/result/result_file.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace simrun {

int calibrate_command(const calibrate_arguments& arguments) {
  fmt::print(stderr, "calibrating for about {}; leave the machine alone meanwhile\n",
             to_text(arguments.time));
  calibration_order order;
  order.windows = arguments.windows;
  order.time = arguments.time;
  order.extraction.weights = arguments.weights;
  order.extraction.precision = arguments.precision;
  const auto measured = measure_calibration(std::move(order));
  if (!measured) {
    fmt::print(stderr, "{}\n", measured.error().message);
    return measured.error().code == error_code::unavailable ? exit_code::invalid : exit_code::bad_usage;
  }
  if (const auto saved = write_atomically(arguments.out, calibration_json(*measured)); !saved) {
    fmt::print(stderr, "{}\n", saved.error().message);
    return exit_code::broken;
  }
  fmt::print("{}", calibration_text(*measured));
  std::fflush(stdout);
  fmt::print(stderr, "calibration: {}\n", arguments.out);
  if (const auto busy = disturbance_in(*measured))
    fmt::print(stderr, "{}\n", *busy);
  return exit_code::passed;
}

} // namespace simrun
