#include "monitor/liveness.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

std::string seconds_text(duration d) {
  return to_text(std::chrono::round<std::chrono::milliseconds>(d));
}

const fault_record* last_healed(std::span<const fault_record> faults) {
  const fault_record* last = nullptr;
  for (const auto& f : faults)
    if (f.healed_at && (!last || *f.healed_at >= *last->healed_at))
      last = &f;
  return last;
}

std::string broken_rule(const liveness_evidence& found) {
  return found.held_up_by.empty() ? "no request was due that could show it"
                                  : fmt::format("'{}' did not hold", found.held_up_by);
}

std::string not_back_in_time(const fault_record& last, const liveness_evidence& found,
                             const liveness_limits& limits) {
  return fmt::format("The system was not back within {} of the last healing ('{}', at {}): {}.",
                     seconds_text(limits.recovery_max), last.text,
                     seconds_text(last.healed_at->time_since_epoch()), broken_rule(found));
}

std::string mend(const fault_record& last, const liveness_evidence& found, const liveness_limits& limits) {
  if (found.ends_by_count)
    return "Ask for more 'load.requests'";
  return fmt::format(
      "Set a 'duration' of {} or more",
      seconds_text(last.healed_at->time_since_epoch() + limits.recovery_max + limits.recovered_after));
}

std::string not_seen_back(const fault_record& last, const liveness_evidence& found,
                          const liveness_limits& limits) {
  return fmt::format(
      "The run is too short to see the system recover: '{}' healed at {}, the run ended at {}, "
      "and the requirements must hold for {} ('chaos.recovered_after'){}. {}, or let the faults "
      "end earlier.",
      last.text, seconds_text(last.healed_at->time_since_epoch()), seconds_text(found.end.time_since_epoch()),
      seconds_text(limits.recovered_after),
      found.held_up_by.empty() ? "" : "; until then " + broken_rule(found), mend(last, found, limits));
}

void judge_requirements(const fault_record& last, const liveness_evidence& found,
                        const liveness_limits& limits, liveness_judgement& j) {
  if (found.ends_by_count && *last.healed_at >= found.end)
    return;
  const bool seen_to_the_limit = found.end - *last.healed_at >= limits.recovery_max + limits.recovered_after;
  if (last.recovery ? *last.recovery > limits.recovery_max : seen_to_the_limit)
    j.not_recovered.push_back(not_back_in_time(last, found, limits));
  else if (!last.recovery)
    j.too_short.push_back(not_seen_back(last, found, limits));
}

} // namespace

liveness_judgement judge_liveness(const liveness_evidence& found, const liveness_limits& limits) {
  liveness_judgement j;
  const auto* last = last_healed(found.faults);
  if (!last)
    return j;
  judge_requirements(*last, found, limits, j);
  for (const auto& c : found.components)
    if (!c.healthy)
      j.not_recovered.push_back(
          fmt::format("{} was {} when the run was over, {} after the last fault had healed.", c.component,
                      c.state, seconds_text(std::max(found.end - *last->healed_at, duration::zero()))));
  return j;
}

} // namespace simrun
