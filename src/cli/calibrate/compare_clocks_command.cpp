#include "actors/run_scenario.hpp"
#include "cli/calibrate/measure_calibration.hpp"
#include "cli/commands.hpp"
#include "cli/environment.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/read_runnable.hpp"
#include "features/calibration/calibration_json.hpp"
#include "report/clocks/clock_comparison.hpp"
#include "report/result/result_file.hpp"
#include "report/result/result_json.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

namespace simrun {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Of a calibration that is made on the way: enough for percentiles up to the 95th.
constexpr duration brief_calibration = 10s;

using calibration_ptr = std::shared_ptr<const calibration>;

result<calibration_ptr> shared(result<calibration> c) {
  return std::move(c).map(
      [](calibration&& made) { return std::make_shared<const calibration>(std::move(made)); });
}

/// The one of --calibration, else the scenario's own, else one that is measured now.
result<calibration_ptr> calibration_for(const compare_clocks_arguments& arguments, const scenario& s) {
  if (arguments.calibration)
    return shared(read_calibration(*arguments.calibration));
  if (s.extractor.service.calibration())
    return std::make_shared<const calibration>(*s.extractor.service.calibration());
  fmt::print(stderr, "calibrating for about {}; --calibration FILE spares it\n", to_text(brief_calibration));
  calibration_order order;
  order.windows.clear();
  for (const auto& size : window_sizes(s))
    order.windows.push_back(size.bars);
  std::ranges::sort(order.windows);
  order.time = brief_calibration;
  order.extraction.weights = s.model.weights;
  order.extraction.precision = s.model.precision;
  order.extraction.seed = s.seed;
  order.extraction.standardise = s.market.standardise;
  return shared(measure_calibration(std::move(order)));
}

scenario on_virtual_clock(scenario s, const calibration_ptr& measured) {
  s.clock = clock_kind::virtual_time;
  s.extractor.service = service_model::measured(measured, service_model::measured_part::extraction);
  s.fallback.service = service_model::measured(measured, service_model::measured_part::fallback);
  return s;
}

run_result run(const scenario& s, const run_inputs& inputs, const std::atomic<bool>& interrupted) {
  fmt::print(stderr, "{}: {} on the {} clock\n", s.name, to_text(s.warmup + s.duration_measured),
             s.clock == clock_kind::real ? "real" : "virtual");
  const auto started_at = utc_now();
  auto r = run_scenario(s, inputs, interrupted);
  r.environment = describe_environment(s.clock);
  if (s.clock == clock_kind::real)
    r.started_at = started_at;
  return r;
}

/// Everything that was found, in files of one folder.
result<void> save(const fs::path& folder, const calibration& measured, const run_result& real,
                  const run_result& simulated, const clock_comparison& compared) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    return fail(error_code::io,
                fmt::format("{}: can't make the folder: {}", folder.string(), failed.message()));
  const auto write = [&](const char* name, const std::string& text) {
    return [=] { return write_atomically((folder / name).string(), text); };
  };
  return write("calibration.json", calibration_json(measured))()
      .and_then(write("real.json", result_json(real)))
      .and_then(write("virtual.json", result_json(simulated)))
      .and_then(write("comparison.json", clock_comparison_json(compared)));
}

int refuse(const error& problem) {
  fmt::print(stderr, "{}\n", problem.message);
  return exit_code::bad_usage;
}

} // namespace

int compare_clocks_command(const compare_clocks_arguments& arguments) {
  auto overrides = arguments.overrides;
  overrides.clock = "real";
  const auto ready = read_runnable(arguments.file, overrides);
  if (!ready)
    return exit_code::bad_usage;
  if (ready->scenario.search)
    return refuse(
        {error_code::bad_input, "a [search] has probes of its own on either clock: run it on each"});
  if (ready->scenario.limits.cpu_limit_cores > 0)
    return refuse({error_code::bad_input,
                   "'limits.cpu_limit_cores' is for the real clock, so there is nothing "
                   "to compare; '--set limits.cpu_limit_cores=0' leaves it out"});
  const auto measured = calibration_for(arguments, ready->scenario);
  if (!measured)
    return refuse(measured.error());
  for (const auto& size : window_sizes(ready->scenario))
    if (!find_window(**measured, size.bars))
      return refuse(
          {error_code::bad_input, fmt::format("the calibration has windows of {} bars, not {}; 'simrun "
                                              "calibrate --window {}' measures those",
                                              windows_in(**measured), size.bars, size.bars)});

  if (const auto busy = disturbance_in(**measured))
    fmt::print(stderr, "{}\n", *busy);

  const auto& interrupted = watch_for_interruption();
  const auto real = run(ready->scenario, ready->inputs, interrupted);
  const auto simulated = run(on_virtual_clock(ready->scenario, *measured), ready->inputs, interrupted);
  if (real.broken || simulated.broken || interrupted) {
    fmt::print(stderr, "{}: {}, so there is nothing to compare\n", ready->scenario.name,
               interrupted ? "interrupted" : "a run broke");
    return exit_code::broken;
  }
  const auto compared = compare_clocks(real, simulated, ready->scenario.extractor.workers);
  fmt::print("{}", clock_comparison_text(compared));
  std::fflush(stdout);
  if (arguments.out)
    if (const auto saved = save(*arguments.out, **measured, real, simulated, compared); !saved) {
      fmt::print(stderr, "{}\n", saved.error().message);
      return exit_code::broken;
    }
  return compared.disagreements.empty() ? exit_code::passed : exit_code::requirement_failed;
}

} // namespace simrun
