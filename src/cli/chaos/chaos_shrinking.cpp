#include "cli/chaos/chaos_shrinking.hpp"

#include "chaos/fault_text.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

namespace {

constexpr std::size_t tries_max = 200;
constexpr std::size_t events_shown = 30;

bool breaks(const checked_result& r, const std::string& invariant) {
  return std::ranges::any_of(r.violations, [&](const violation& v) { return v.invariant == invariant; });
}

std::vector<std::string> sentences_of(const std::vector<fault_spec>& faults) {
  std::vector<std::string> sentences;
  for (const auto& f : faults)
    sentences.push_back(sentence_of(f));
  return sentences;
}

std::vector<std::string> events_before(const chaos_runs& runs, const scenario& s,
                                       const std::atomic<bool>& interrupted) {
  event_trace trace;
  trace.keep();
  run_watch watch(interrupted);
  watch.trace = &trace;
  const auto r = runs.run(s, watch);
  return trace.describe_before(r.first_sign.value_or(trace.count()), events_shown);
}

} // namespace

chaos_failure explain_failure(const chaos_runs& runs, std::uint64_t seed, const scenario& s,
                              const std::vector<violation>& violations,
                              const std::atomic<bool>& interrupted) {
  const chaos_case whole{runs.plan_of(s), s.duration_measured};
  chaos_failure f;
  f.seed = seed;
  f.violations = violations;
  f.plan = sentences_of(whole.faults);
  const auto shows = [&](const chaos_case& candidate) {
    const auto smaller = runs.scenario_of(seed, candidate);
    return smaller && !interrupted && breaks(runs.run(*smaller, interrupted), violations.front().invariant);
  };
  // On the real clock nothing happens twice.
  f.repeatable = runs.is_virtual() && shows(whole);
  if (!f.repeatable) {
    f.command = runs.command_for(seed, whole);
    return f;
  }
  auto [smallest, tries] = shrink(whole, shows, tries_max);
  f.shortest = sentences_of(smallest.faults);
  f.shortest_measured = smallest.measured;
  f.tries = tries + 1;
  f.command = runs.command_for(seed, smallest);
  f.events = events_before(runs, runs.scenario_of(seed, smallest).value(), interrupted);
  return f;
}

} // namespace simrun
