#pragma once

#include "cli/alerts/alert_arguments.hpp"
#include "cli/live/live_arguments.hpp"
#include "features/network/compute/precision.hpp"
#include "scenario/read_scenario.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace simrun {

struct run_arguments {
  std::vector<std::string> files;
  scenario_overrides overrides;
  std::optional<std::string> out; ///< none: results/<scenario>-<UTC time>
  bool quiet = false;
  bool detail = false; ///< print the detailed report in place of the summary
  bool check_determinism = false;
  std::optional<std::string> baseline; ///< an earlier result to gate on
  double minimum_effect = 0.05;        ///< of a change since then
  bool force = false;                  ///< compare with it also where more differs than the build
  live_arguments live;
  alert_arguments alerts;
};
struct check_arguments {
  std::vector<std::string> files;
};
struct list_arguments {
  std::string what; ///< empty: everything
};
struct extract_csv_arguments {
  std::string csv;
  std::optional<std::string> weights;
  std::uint32_t window = 60;
  std::uint64_t seed = 1; ///< of the weights where no file is given
  model_precision precision = model_precision::f32;
};
struct extract_tensor_arguments {
  std::string weights;
  std::string input;
  std::optional<std::string> output;
  model_precision precision = model_precision::f32;
};
struct calibrate_arguments {
  std::string out = "calibration.json";
  std::optional<std::string> weights;
  model_precision precision = model_precision::f32;
  std::vector<std::uint32_t> windows{60};
  duration time = std::chrono::seconds(16);
};
struct compare_clocks_arguments {
  std::string file;
  std::optional<std::string> calibration; ///< none: the scenario's own, or one that is measured first
  std::optional<std::string> out;         ///< none: nothing is written
  scenario_overrides overrides;           ///< not of the clock
};
/// Files to write besides what is printed.
struct comparison_outputs {
  std::optional<std::string> html, markdown, json;
};
struct compare_arguments {
  std::string base, now; ///< result.json, or a folder with one
  double minimum_effect = 0.05;
  bool force = false; ///< also where more differs than the build
  comparison_outputs outputs;
};
struct ab_arguments {
  std::string base, now; ///< programs
  std::string file;
  std::uint32_t pairs = 10;
  double minimum_effect = 0.05;
  scenario_overrides overrides;
  std::optional<std::string> out; ///< none: the results are not kept
  comparison_outputs outputs;
  bool quiet = false;
};
struct trend_arguments {
  std::string folder;
  std::optional<std::string> since; ///< the first run to look at
  double minimum_effect = 0.05;
  std::optional<std::string> html;
};
struct sweep_arguments {
  std::string file;
  std::vector<std::string> over; ///< "extractor.workers=1,2,4"
  scenario_overrides overrides;  ///< not of the clock: a sweep is of the virtual one
  std::optional<double> price_per_worker_hour;
  std::optional<std::string> csv, json; ///< files to write
  std::optional<unsigned> jobs;         ///< none: one for each usable core
  bool quiet = false;
};
/// Makes reports of a result.
struct report_arguments {
  std::string file;
  bool detail = false;
  std::vector<std::pair<std::string, std::string>> outputs; ///< name of a format, and file or "-"
};
struct plan_arguments {
  std::string file;
  double rps = 0;
  std::uint32_t workers_max = 1024;
  scenario_overrides overrides; ///< not of the clock: a plan is of the virtual one
  std::optional<double> price_per_worker_hour;
  std::optional<unsigned> jobs; ///< none: one for each usable core
  bool quiet = false;
};

struct chaos_arguments {
  std::optional<std::string> file; ///< none: a built-in scenario that every seed varies
  std::size_t runs = 1000;
  std::optional<std::uint64_t> seed; ///< of the first run, the others count on; none: a fresh one
  std::string clock = "virtual";
  scenario_overrides overrides;   ///< its faults are in place of drawn ones; no seed and no clock
  bool no_faults = false;         ///< draw none either
  std::optional<std::string> out; ///< a file for the result as JSON
  std::optional<unsigned> jobs;   ///< none: one for each usable core
  bool quiet = false;
};

using command_arguments =
    std::variant<run_arguments, check_arguments, list_arguments, extract_csv_arguments,
                 extract_tensor_arguments, calibrate_arguments, compare_clocks_arguments, sweep_arguments,
                 plan_arguments, chaos_arguments, report_arguments, compare_arguments, ab_arguments,
                 trend_arguments>;

/// What to print and exit with where there is nothing to do: help, the version, or bad usage.
struct usage_exit {
  int code = 0;
  std::string text;
};

/// Reads the command line of the README.
std::variant<command_arguments, usage_exit> parse_arguments(int argc, const char* const* argv);

} // namespace simrun
