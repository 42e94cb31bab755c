#include "actors/run_search.hpp"
#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_display.hpp"
#include "cli/what_if/sweep_points.hpp"
#include "monitor/resource_sampler.hpp"
#include "planning/cost.hpp"
#include "planning/in_parallel.hpp"
#include "report/live/progress_line.hpp"
#include "report/result/result_file.hpp"
#include "report/what_if/sweep_report.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

/// What of a result a sweep keeps: of ten thousand points, not the histograms and the intervals.
sweep_point digest_of(const scenario& s, run_result r, std::vector<std::string> values,
                      const std::optional<double>& price) {
  sweep_point point{std::move(values), r.seed, r.measured, r.verdict, r.broken, {}, {}, r.outcomes, {}};
  if (price)
    point.cost_per_million =
        cost_per_million(s.extractor.workers, *price, r.metric("throughput_rps").value_or(0));
  point.invalid_reasons = std::move(r.invalid_reasons);
  point.metrics = std::move(r.metrics);
  return point;
}

sweep_result run_points(const sweep_arguments& arguments, const grid& points,
                        const std::vector<scenario>& scenarios, shared_inputs& inputs) {
  const auto& interrupted = watch_for_interruption();
  std::vector<std::optional<sweep_point>> slots(points.size());
  const auto run_one = [&](std::size_t i) {
    if (interrupted)
      return;
    const auto& s = scenarios[i];
    const auto market = inputs.of(s).value();
    auto r = s.search ? run_search(s, *market, {interrupted}) : run_scenario(s, *market, interrupted);
    if (!r.interrupted)
      slots[i] = digest_of(s, std::move(r), points.point(i), arguments.price_per_worker_hour);
  };

  progress_display display(!arguments.quiet);
  parallel_watch watch;
  watch.progress = [&](std::size_t done) {
    if (display.is_due())
      display.show(progress_line(count_progress{"sweep", "points", done, points.size(), display.elapsed()},
                                 display.bar_columns()));
  };
  in_parallel(points.size(), arguments.jobs.value_or(usable_processors()), run_one, watch);

  sweep_result sweep{scenarios.front().name, arguments.file, {}, arguments.price_per_worker_hour, false, {}};
  for (const auto& axis : points.axes())
    sweep.over.emplace_back(axis.key, axis.values);
  for (auto& slot : slots)
    if (slot)
      sweep.points.push_back(std::move(*slot));
  sweep.interrupted = sweep.points.size() < points.size();
  return sweep;
}

bool save(const std::optional<std::string>& path, const std::string& text) {
  if (!path)
    return true;
  const auto written = write_atomically(*path, text);
  if (!written)
    fmt::print(stderr, "{}\n", written.error().message);
  return written.has_value();
}

int refuse(const std::string& why) {
  fmt::print(stderr, "simrun: {}\n", why);
  return exit_code::bad_usage;
}

/// The scenario's own clock does not matter, but who wrote "real" should know.
void mention_clock(const sweep_arguments& arguments) {
  const auto as_written = read_scenario(arguments.file, arguments.overrides);
  if (as_written && as_written->clock == clock_kind::real)
    fmt::print(stderr, "{}: clock = \"real\"; a sweep is run on the virtual clock\n", arguments.file);
}

} // namespace

int sweep_command(const sweep_arguments& arguments) {
  const auto points = grid::from(arguments.over);
  if (!points)
    return refuse(points.error().message);
  if (std::ranges::find(points->axes(), "clock", &grid_axis::key) != points->axes().end())
    return refuse("--over clock: a sweep is of the virtual clock; compare --clocks runs a scenario on both");
  shared_inputs inputs;
  const auto scenarios = read_sweep_points(arguments, *points, inputs);
  if (!scenarios)
    return exit_code::bad_usage;
  if (!arguments.quiet)
    mention_clock(arguments);

  const auto sweep = run_points(arguments, *points, *scenarios, inputs);
  fmt::print("{}", sweep_table(sweep));
  std::fflush(stdout);
  if (sweep.interrupted)
    fmt::print(stderr, "interrupted: {} of {} points were run\n", sweep.points.size(), points->size());
  const bool saved = save(arguments.csv, sweep_csv(sweep)) & save(arguments.json, sweep_json(sweep));
  const bool ran = !sweep.interrupted && std::ranges::none_of(sweep.points, &sweep_point::broken);
  return saved && ran ? exit_code::passed : exit_code::broken;
}

} // namespace simrun
