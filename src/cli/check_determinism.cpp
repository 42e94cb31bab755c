#include "cli/check_determinism.hpp"

#include "actors/run_search.hpp"
#include "cli/exit_code.hpp"
#include "report/result/result_json.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

run_result run_into(event_trace& trace, const runnable& ready, const std::atomic<bool>& interrupted) {
  if (ready.scenario.search)
    return run_search(ready.scenario, ready.inputs, {interrupted, {}, &trace});
  run_watch watch(interrupted);
  watch.trace = &trace;
  return run_scenario(ready.scenario, ready.inputs, watch);
}

} // namespace

int check_determinism(const runnable& ready, const std::atomic<bool>& interrupted) {
  const auto& s = ready.scenario;
  if (s.clock == clock_kind::real) {
    fmt::print(stderr, "{}: no two runs on the real clock are alike; add --clock virtual\n", s.file);
    return exit_code::bad_usage;
  }
  event_trace first;
  first.keep();
  const auto before = run_into(first, ready, interrupted);
  event_trace second;
  second.compare_with(first);
  const auto after = run_into(second, ready, interrupted);

  if (const auto divergence = second.divergence()) {
    fmt::print("{}: two runs diverged at {}\n", s.name, *divergence);
    return exit_code::broken;
  }
  if (result_json(before) != result_json(after)) {
    fmt::print("{}: two runs had the same events and different results\n", s.name);
    return exit_code::broken;
  }
  // As in result.json: without the events of taking the actors down.
  fmt::print("{}: two runs were the same, {} events, digest {:016x}\n", s.name, before.events,
             before.event_digest.value_or(first.digest()));
  return exit_code::passed;
}

} // namespace simrun
