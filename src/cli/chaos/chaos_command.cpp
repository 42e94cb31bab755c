#include "cli/chaos/chaos_shrinking.hpp"
#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_display.hpp"
#include "monitor/resource_sampler.hpp"
#include "planning/in_parallel.hpp"
#include "report/live/progress_line.hpp"
#include "report/result/result_file.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <numeric>
#include <random>

namespace simrun {

namespace {

/// Failures that are explained; of the others only their number is told.
constexpr std::size_t failures_explained = 3;

/// What is kept of a run.
struct chaos_run {
  std::vector<violation> violations;
  outcome_counts outcomes;
  std::uint64_t faults = 0;
  std::uint64_t retries = 0;
};

std::uint64_t fresh_seed() {
  std::random_device device;
  return device();
}

chaos_run run_one(const chaos_runs& runs, std::uint64_t seed, const run_watch& watch) {
  const auto s = runs.scenario_of(seed);
  // A plan that does not fit its own run is a fault of the one who drew it.
  if (!s)
    return {{{"valid_plan", to_text(s.error().front())}}, {}, 0, 0};
  auto r = runs.run(*s, watch);
  chaos_run kept{std::move(r.violations), r.audit.outcomes, 0, r.audit.retries};
  kept.faults = static_cast<std::uint64_t>(
      std::ranges::count_if(r.result.faults, [](const fault_record& f) { return f.fired_at.has_value(); }));
  return kept;
}

using finished_runs = std::vector<std::optional<chaos_run>>;

finished_runs run_all(const chaos_arguments& arguments, const chaos_runs& runs,
                      const std::vector<std::uint64_t>& seeds, const std::atomic<bool>& interrupted) {
  finished_runs finished(seeds.size());
  const auto run = [&](std::size_t i) {
    if (interrupted)
      return;
    auto done = run_one(runs, seeds[i], interrupted);
    if (!interrupted)
      finished[i] = std::move(done);
  };
  progress_display display(!arguments.quiet);
  parallel_watch watch;
  watch.progress = [&](std::size_t done) {
    if (display.is_due())
      display.show(progress_line(count_progress{"chaos", "runs", done, seeds.size(), display.elapsed()},
                                 display.bar_columns()));
  };
  const auto jobs = runs.is_virtual() ? arguments.jobs.value_or(usable_processors()) : 1;
  in_parallel(seeds.size(), jobs, run, watch);
  return finished;
}

void count(chaos_result& r, const chaos_run& run) {
  ++r.runs;
  r.outcomes += run.outcomes;
  r.faults += run.faults;
  r.retries += run.retries;
  r.runs_failed += run.violations.empty() ? 0 : 1;
  for (const auto& v : run.violations) {
    const auto found = std::ranges::find(r.broken_by, v.invariant, [](const auto& b) { return b.first; });
    if (found == r.broken_by.end())
      r.broken_by.emplace_back(v.invariant, 1);
    else
      ++found->second;
  }
}

chaos_result summarise(const chaos_arguments& arguments, const chaos_runs& runs,
                       const std::vector<std::uint64_t>& seeds, const finished_runs& finished,
                       const std::atomic<bool>& interrupted) {
  chaos_result r;
  r.scenario = runs.name();
  r.clock = arguments.clock;
  r.seed = seeds.front();
  r.runs_wanted = seeds.size();
  if (const auto s = runs.scenario_of(seeds.front()))
    r.measured = s->duration_measured;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    if (!finished[i])
      continue;
    count(r, *finished[i]);
    if (finished[i]->violations.empty() || r.failures.size() == failures_explained)
      continue;
    if (const auto s = runs.scenario_of(seeds[i]))
      r.failures.push_back(explain_failure(runs, seeds[i], *s, finished[i]->violations, interrupted));
  }
  return r;
}

int report(const chaos_arguments& arguments, const chaos_result& r) {
  fmt::print("{}", chaos_text(r));
  std::fflush(stdout);
  if (arguments.out)
    if (const auto written = write_atomically(*arguments.out, chaos_json(r)); !written) {
      fmt::print(stderr, "{}\n", written.error().message);
      return exit_code::broken;
    }
  if (r.runs_failed > 0)
    return exit_code::requirement_failed;
  return r.runs < r.runs_wanted ? exit_code::broken : exit_code::passed;
}

} // namespace

int chaos_command(const chaos_arguments& asked) {
  auto arguments = asked;
  if (!arguments.seed)
    arguments.seed = fresh_seed();
  std::vector<std::uint64_t> seeds(arguments.runs);
  std::iota(seeds.begin(), seeds.end(), *arguments.seed);
  const auto runs = chaos_runs::from(arguments);
  if (!runs) {
    for (const auto& line : runs.error())
      fmt::print(stderr, "{}\n", line);
    return exit_code::bad_usage;
  }
  if (!arguments.quiet)
    fmt::print(stderr, "chaos: {} runs on the {} clock, seeds from {}\n", seeds.size(), arguments.clock,
               seeds.front());

  const auto& interrupted = watch_for_interruption();
  const auto began = std::chrono::steady_clock::now();
  const auto finished = run_all(arguments, *runs, seeds, interrupted);
  auto r = summarise(arguments, *runs, seeds, finished, interrupted);
  r.wall = std::chrono::steady_clock::now() - began;
  return report(arguments, r);
}

} // namespace simrun
