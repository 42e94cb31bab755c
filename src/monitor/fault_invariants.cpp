// Invariants of faults and what they explain.
#include "monitor/invariant_checks.hpp"

#include <algorithm>

namespace simrun::invariant_checks {

namespace {

bool any_fired(const run_result& r) {
  return std::ranges::any_of(r.faults, [](const fault_record& f) { return !f.hit.empty(); });
}

/// A load that is a number of requests may be over before the plan is.
bool had_time(const fault_record& f, const run_result& r) {
  return f.planned_heal_at.value_or(f.planned_at) < run_start + r.measured;
}

bool explains(const fault_record& fault, const failed_request& request, duration aftermath) {
  if (!fault.fired_at && fault.hit.empty())
    return false;
  const bool begun = fault.planned_at <= request.ended;
  return begun && (!fault.healed_at || *fault.healed_at + aftermath >= request.intended);
}

} // namespace

bool fired(const run_result& r, std::string_view kind) {
  return std::ranges::any_of(r.faults,
                             [&](const fault_record& f) { return f.kind == kind && !f.hit.empty(); });
}

finding faults_heal(const checked_run& run) {
  for (const auto& f : run.result.faults) {
    if (!had_time(f, run.result))
      continue;
    const auto when = to_text(f.planned_at.time_since_epoch());
    const auto gone = std::ranges::any_of(run.result.faults, [&](const fault_record& other) {
      return other.endured && other.planned_at < f.planned_at;
    });
    if (!f.fired_at && !gone)
      return fmt::format("'{}', planned at {}, did not fire", f.text, when);
    if (f.fired_at && !f.healed_at && !f.endured)
      return fmt::format("'{}', fired at {}, did not heal", f.text, when);
  }
  return std::nullopt;
}

/// A component that died too often stays down: nobody comes back from that.
finding recovers(const checked_run& run) {
  const auto& r = run.result;
  if (r.not_recovered.empty() || std::ranges::any_of(r.faults, &fault_record::endured))
    return std::nullopt;
  return r.not_recovered.front();
}

finding deaths(const checked_run& run) {
  return first_of(at_most("requests that stayed with a worker that had died", run.audit.left_with_dead, 0),
                  at_most("batches sent to a worker whose death was known", run.audit.ordered_from_dead, 0));
}

finding retries(const checked_run& run) {
  return at_most("retries", run.audit.retries, run.audit.moved_by_death + run.audit.attempt_timeouts);
}

/// A result is late where its request has passed its deadline or moved on, where it was sent twice, and where
/// its dispatcher, or the one who ordered it, is another by now.
finding late_results(const checked_run& run) {
  if (fired(run.result, "kill") || fired(run.result, "duplicate"))
    return std::nullopt;
  return at_most("late results", run.audit.late_results, run.audit.expired + run.audit.attempt_timeouts);
}

finding failures(const checked_run& run) {
  if (run.bounds.windows_may_be_bad)
    return std::nullopt;
  for (const auto& request : run.audit.failed)
    if (std::ranges::none_of(run.result.faults, [&](const fault_record& f) {
          return explains(f, request, run.bounds.aftermath);
        }))
      return fmt::format("the request of {} failed at {} without a fault: {}",
                         to_text(request.intended.time_since_epoch()),
                         to_text(request.ended.time_since_epoch()), request.reason);
  return std::nullopt;
}

finding quiet_without_faults(const checked_run& run) {
  if (any_fired(run.result))
    return std::nullopt;
  return first_of(at_most("requests that a death moved on", run.audit.moved_by_death, 0),
                  at_most("requests that were open when a generator died", run.audit.abandoned, 0),
                  at_most("messages that faults held", run.audit.held_max, 0));
}

finding comes_to_an_end(const checked_run& run) {
  if (!run.result.broken)
    return std::nullopt;
  return run.result.invalid_reasons.empty() ? "the run broke" : run.result.invalid_reasons.front();
}

} // namespace simrun::invariant_checks
