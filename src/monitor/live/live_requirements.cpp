#include "monitor/live/live_requirements.hpp"

#include "monitor/part_evidence.hpp"
#include "monitor/verdict.hpp"

#include <algorithm>

namespace simrun {

namespace {

using metric_list = std::vector<std::pair<std::string, double>>;

/// A number that must be reached grows towards it.
bool still_grows(const requirement_result& r) {
  const auto* metric = find_metric(r.rule.metric);
  return !r.rule.is_upper() && metric && metric->unit == metric_unit::count;
}

live_requirement standing_of(const requirement_result& r) {
  live_requirement shown{r.rule.text, r.rule.metric, r.rule.severity, r.value};
  if (r.holds)
    shown.standing = live_standing::holds;
  else if (r.value && !r.undecided() && !still_grows(r))
    shown.standing = live_standing::violated;
  return shown;
}

std::vector<metric_list> metrics_of_groups(const load_counts& counted, const run_counts& whole) {
  std::vector<metric_list> metrics;
  for (const auto& group : counted.groups())
    metrics.push_back(run_metrics({.load = group, .measured = whole.measured, .shares_of_ended = true}));
  return metrics;
}

} // namespace

std::vector<live_requirement> live_requirements(std::span<const requirement> rules,
                                                const load_counts& counted, run_counts counts,
                                                std::span<const window_record> windows,
                                                const fault_watch& faults) {
  const bool needs_parts = std::ranges::any_of(
      rules, [](const requirement& r) { return r.during.has_value() || r.metric == "availability"; });
  const auto found = needs_parts ? faults.evidence() : fault_evidence{};
  counts.shares_of_ended = true;
  counts.availability = found.availability;
  const auto metrics = run_metrics(counts);

  const auto of_groups = metrics_of_groups(counted, counts);
  std::vector<group_evidence> groups;
  for (std::size_t g = 0; g < of_groups.size(); ++g)
    groups.push_back({of_groups[g], counted.groups()[g]});
  // A group that a requirement speaks of is there before anything was counted of it.
  static const load_statistics nothing;
  for (const auto& rule : rules)
    while (rule.group_index && *rule.group_index >= groups.size())
      groups.push_back({{}, nothing});

  const part_evidence faulty(found.faulty, groups.size());
  const part_evidence healthy(found.healthy, groups.size());
  const auto judged = judge({.requirements = rules,
                             .metrics = metrics,
                             .load = counts.load,
                             .windows = windows,
                             .groups = groups,
                             .during_faults = faulty.found(),
                             .while_healthy = healthy.found()});
  std::vector<live_requirement> shown;
  std::ranges::transform(judged.requirements, std::back_inserter(shown), standing_of);
  return shown;
}

} // namespace simrun
