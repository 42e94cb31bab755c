#include "cli/what_if/plan_base.hpp"

#include "actors/run_inputs.hpp"
#include "load/scaled_load.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

bool is_critical(const requirement& r) {
  return r.severity == severity::critical;
}

/// Why there is nothing to plan with this scenario, if so.
std::optional<std::string> objection(const plan_arguments& arguments, const scenario& s) {
  if (s.search)
    return fmt::format("{}: a plan is for one rate, and this scenario has a [search] for it", arguments.file);
  if (std::ranges::none_of(s.requirements, is_critical))
    return fmt::format("{}: nothing to plan by: add a critical [[require]], such as that = \"latency_p95 < "
                       "100 ms\"",
                       arguments.file);
  if (!s.groups.empty())
    return fmt::format("{}: a plan scales a single load, and there are load groups; give it [load] alone",
                       arguments.file);
  if (!with_mean_rate(s.load, s.duration_measured, arguments.rps))
    return fmt::format("{}: there is no load in the measured part that could be scaled to --rps {}",
                       arguments.file, arguments.rps);
  return std::nullopt;
}

} // namespace

std::uint32_t fewest_workers_possible(const scenario& s) {
  std::uint32_t workers = 1;
  for (const auto& f : s.faults)
    for (const auto& end : {f.target.index, f.from.index})
      if (end)
        workers = std::max(workers, *end + 1);
  return workers;
}

std::optional<scenario> read_plan_base(const plan_arguments& arguments) {
  // With the most workers: with fewer, a fault on the last of them would be a problem of the scenario.
  auto overrides = arguments.overrides;
  overrides.clock = "virtual";
  overrides.over = {fmt::format("extractor.workers={}", arguments.workers_max)};
  auto read = read_scenario(arguments.file, overrides);
  if (!read) {
    for (const auto& p : read.error())
      fmt::print(stderr, "{}\n", to_text(p));
    return std::nullopt;
  }
  auto problem = objection(arguments, *read);
  if (const auto inputs = load_run_inputs(*read); !problem && !inputs)
    problem = inputs.error().message;
  if (!problem)
    return std::move(*read);
  fmt::print(stderr, "{}\n", *problem);
  return std::nullopt;
}

} // namespace simrun
