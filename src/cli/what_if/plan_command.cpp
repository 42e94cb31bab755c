#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/what_if/plan_base.hpp"
#include "cli/what_if/plan_prober.hpp"
#include "monitor/resource_sampler.hpp"
#include "planning/cost.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

/// The answer is held to the scenario's seed and the three that follow it.
constexpr std::uint32_t seeds_held_to = 4;

bool is_critical(const requirement& r) {
  return r.severity == severity::critical;
}

/// The critical requirements in the scenario's order, each as the seed left it that brought it closest.
std::vector<requirement_result> worst_of_each(const std::vector<const run_result*>& results) {
  std::vector<requirement_result> worst;
  for (const auto& r : results.front()->requirements)
    if (is_critical(r.rule))
      worst.push_back(r);
  for (const auto* result : results)
    for (const auto& r : result->requirements)
      for (auto& w : worst)
        if (r.rule.text == w.rule.text && r.value && r.rule.margin(*r.value) < w.rule.margin(*w.value))
          w = r;
  return worst;
}

/// The first critical requirement, in the scenario's order, that did not hold with some seed.
std::string first_broken(const std::vector<const run_result*>& results) {
  for (const auto* result : results)
    for (const auto& r : result->requirements)
      if (is_critical(r.rule) && r.value && !r.holds)
        return r.rule.text;
  return "";
}

plan_answer answer_of(const plan_arguments& arguments, const capacity_plan& found,
                      const plan_prober& prober) {
  plan_answer answer{.workers = found.workers,
                     .seeds = seeds_held_to,
                     .fewer_met = found.fewer_met,
                     .headroom_percent = found.headroom_percent,
                     .headroom_is_open = found.headroom_percent == headroom_max_percent,
                     .requirements = {},
                     .breaks_first = {},
                     .cost_per_million = {}};
  const auto results = prober.results_of({found.workers, 100, seeds_held_to});
  answer.requirements = worst_of_each(results);
  if (!answer.headroom_is_open)
    answer.breaks_first = first_broken(prober.results_of(
        {found.workers, 100 + found.headroom_percent + headroom_step_percent, seeds_held_to}));
  double successful_per_s = 0;
  for (const auto* r : results)
    successful_per_s += r->metric("throughput_rps").value_or(0) / seeds_held_to;
  if (arguments.price_per_worker_hour)
    answer.cost_per_million =
        cost_per_million(found.workers, *arguments.price_per_worker_hour, successful_per_s);
  return answer;
}

bool plainly_failed(const run_result& result) {
  return std::ranges::any_of(result.requirements,
                             [](const requirement_result& r) { return is_critical(r.rule) && r.fails(); });
}

/// Why nothing could be decided even with the most workers, where the search ended; empty where a requirement
/// plainly failed.
std::vector<std::string> doubts_at_the_end(const plan_arguments& arguments, const plan_prober& prober) {
  std::vector<std::string> doubts;
  for (const auto* r : prober.results_of({arguments.workers_max, 100, prober.probes().back().seeds})) {
    if (plainly_failed(*r))
      return {};
    if (doubts.empty())
      doubts = r->invalid_reasons;
  }
  return doubts;
}

int code_of(const plan_result& plan) {
  if (plan.answer)
    return exit_code::passed;
  return plan.invalid_reasons.empty() ? exit_code::requirement_failed : exit_code::invalid;
}

} // namespace

int plan_command(const plan_arguments& arguments) {
  const auto base = read_plan_base(arguments);
  if (!base)
    return exit_code::bad_usage;

  plan_prober prober(*base, arguments.rps, arguments.jobs.value_or(usable_processors()),
                     watch_for_interruption(), !arguments.quiet);
  const auto found = plan_capacity({fewest_workers_possible(*base), arguments.workers_max, seeds_held_to},
                                   [&](const capacity_probe& probe) { return prober.ask(probe); });
  prober.end_progress();

  plan_result plan{arguments.file, arguments.rps, arguments.workers_max, prober.probes(), {}, {}};
  fmt::print("{}\n", probes_table(plan));
  if (prober.is_cut_short()) {
    std::fflush(stdout);
    fmt::print(stderr, "the plan was cut short: it was interrupted, or a run broke\n");
    return exit_code::broken;
  }
  if (found)
    plan.answer = answer_of(arguments, *found, prober);
  else
    plan.invalid_reasons = doubts_at_the_end(arguments, prober);
  fmt::print("{}", plan_summary(plan));
  return code_of(plan);
}

} // namespace simrun
