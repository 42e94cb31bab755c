#include "monitor/verdict.hpp"

#include "monitor/measurement_doubts.hpp"
#include "monitor/readable.hpp"
#include "monitor/run_metrics.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

std::optional<double> value_of(const group_evidence& found, const std::string& metric) {
  const auto entry = std::ranges::find(found.metrics, metric, &std::pair<std::string, double>::first);
  return entry == found.metrics.end() ? std::nullopt : std::optional(entry->second);
}

/// The part of the evidence that a requirement speaks of.
group_evidence evidence_for(const requirement& rule, const evidence& found) {
  if (rule.during) {
    static const load_statistics nothing;
    const auto parts = rule.during == run_part::fault ? found.during_faults : found.while_healthy;
    const auto index = rule.group_index ? *rule.group_index + 1 : 0;
    return index < parts.size() ? parts[index] : group_evidence{{}, nothing};
  }
  return rule.group_index ? found.groups[*rule.group_index] : group_evidence{found.metrics, found.load};
}

/// Over windows the worst one decides.
requirement_result evaluate_windows(const requirement& rule, const window_record& record) {
  requirement_result r{rule, record.worst, record.windows > 0 && record.violated == 0};
  r.windows = record;
  return r;
}

/// A run is not accused of a leak that its noise explains: the end of the interval that speaks for it
/// decides.
requirement_result evaluate_growth(const requirement& rule, const trend& growth) {
  requirement_result r{rule, growth.slope, rule.holds(rule.is_upper() ? growth.lower : growth.upper)};
  r.growth = growth;
  return r;
}

requirement_result evaluate(const evidence& found, std::size_t index) {
  const auto& rule = found.requirements[index];
  if (rule.window)
    return evaluate_windows(rule, index < found.windows.size() ? found.windows[index] : window_record{});
  if (rule.metric == "memory_growth_mb_per_hour" && found.memory_growth)
    return evaluate_growth(rule, *found.memory_growth);
  const auto subject = evidence_for(rule, found);
  const auto samples = histogram_for(rule, subject.load);
  const auto value = rule.outcome ? latency_metric(rule.metric, samples) : value_of(subject, rule.metric);
  if (!value)
    return {rule, value};
  const double effect = index < found.design_effects.size() ? found.design_effects[index] : 1;
  auto percentile = judge_percentile(rule, samples, effect);
  if (percentile && found.aborted_by == rule.text) {
    percentile->decided = decision::fails;
    percentile->still_needed = 0;
  }
  bool holds = percentile ? percentile->decided == decision::holds : rule.holds(*value);
  if (rule.metric == "recovery_time_max" && found.never_recovered)
    holds = false;
  return {rule, value, holds, percentile};
}

/// Why a requirement can't be decided, if so.
std::optional<std::string> doubt(const evidence& found, const requirement_result& r) {
  if (found.aborted_by)
    return std::nullopt;
  if (!r.value)
    return doubt_unmeasured(r.rule, found.real_clock);
  return r.percentile ? doubt_samples(r.rule, *r.percentile) : std::nullopt;
}

std::vector<std::string> doubts_of_the_run(const evidence& found) {
  std::vector<std::string> reasons;
  const auto add = [&](std::optional<std::string> reason) {
    if (reason)
      reasons.push_back(std::move(*reason));
  };
  add(doubt_conservation(found.load.outcomes(), "measured"));
  add(doubt_conservation(found.load.warmup_outcomes(), "warm-up"));
  if (found.due)
    add(doubt_starved(found.load.outcomes().issued, *found.due));
  if (found.real_clock)
    add(doubt_issue_lag(found.load.issue_lag(), found.requirements));
  reasons.insert(reasons.end(), found.unproven_faults.begin(), found.unproven_faults.end());
  return reasons;
}

void judge_requirement(const evidence& found, const requirement_result& r, judgement& j) {
  const bool critical = r.rule.severity == severity::critical;
  if (auto reason = doubt(found, r)) {
    if (critical)
      j.invalid_reasons.push_back(std::move(*reason));
    else
      j.alerts.push_back({std::string(name_of(r.rule.severity)), std::move(*reason)});
  } else if (!r.holds && !critical) {
    j.alerts.push_back(
        {std::string(name_of(r.rule.severity)),
         fmt::format("'{}' does not hold: {}", r.rule.text, readable(r.rule.metric, *r.value))});
  }
}

} // namespace

judgement judge(const evidence& found) {
  judgement j;
  j.invalid_reasons = doubts_of_the_run(found);
  j.disturbed = !j.invalid_reasons.empty();
  for (std::size_t i = 0; i < found.requirements.size(); ++i) {
    j.requirements.push_back(evaluate(found, i));
    judge_requirement(found, j.requirements.back(), j);
  }
  j.invalid_reasons.insert(j.invalid_reasons.end(), found.liveness.too_short.begin(),
                           found.liveness.too_short.end());
  const bool all_hold = !found.aborted_by && found.liveness.not_recovered.empty() &&
                        std::ranges::all_of(j.requirements, [](const requirement_result& r) {
                          return r.holds || r.rule.severity == severity::warning;
                        });
  if (!j.invalid_reasons.empty())
    j.verdict = verdict::invalid;
  else
    j.verdict = all_hold ? verdict::passed : verdict::failed;
  return j;
}

} // namespace simrun
