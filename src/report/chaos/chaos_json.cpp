#include "report/chaos/chaos_report.hpp"
#include "report/result/json_parts.hpp"

namespace simrun {

namespace {

using namespace json_parts;

json violation_json(const violation& v) {
  return {{"invariant", v.invariant}, {"what", v.what}};
}

json failure_json(const chaos_failure& f) {
  return {{"seed", f.seed},
          {"violations", array_of(f.violations, violation_json)},
          {"plan", f.plan},
          {"repeatable", f.repeatable},
          {"shortest_plan", f.shortest},
          {"shortest_duration_s", in_seconds(f.shortest_measured)},
          {"tries", f.tries},
          {"events", f.events},
          {"replay", f.command}};
}

} // namespace

std::string chaos_json(const chaos_result& r) {
  auto invariants = json::array();
  for (const auto& i : all_invariants()) {
    std::size_t broken = 0;
    for (const auto& [name, runs] : r.broken_by)
      broken += name == i.name ? runs : 0;
    invariants.push_back({{"name", i.name}, {"explanation", i.explanation}, {"runs_broken", broken}});
  }
  const json all{{"schema", chaos_schema},
                 {"scenario", r.scenario},
                 {"clock", r.clock},
                 {"seed", r.seed},
                 {"duration_s", in_seconds(r.measured)},
                 {"runs_wanted", r.runs_wanted},
                 {"runs", r.runs},
                 {"runs_failed", r.runs_failed},
                 {"wall_s", in_seconds(r.wall)},
                 {"outcomes", outcomes_of(r.outcomes)},
                 {"faults", r.faults},
                 {"retries", r.retries},
                 {"invariants", invariants},
                 {"failures", array_of(r.failures, failure_json)}};
  return text_of(all, 2) + "\n";
}

} // namespace simrun
