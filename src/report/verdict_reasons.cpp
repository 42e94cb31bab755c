#include "report/verdict_reasons.hpp"

#include "monitor/readable.hpp"
#include "report/comparison/change_words.hpp"
#include "report/console/summary_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

bool is_critical(const requirement_result& r) {
  return r.rule.severity == severity::critical;
}

/// The one that came closest to not holding. A bound of zero has no share to be close by.
const requirement_result& closest_of(const std::vector<requirement_result>& requirements) {
  return *std::ranges::min_element(requirements, {}, [](const requirement_result& r) {
    return is_critical(r) && r.value && r.rule.bound != 0 ? r.rule.margin(*r.value) : HUGE_VAL;
  });
}

std::string measured(const requirement_result& r) {
  const auto value = readable(r.rule.metric, *r.value);
  return r.rule.bound == 0 ? value : value + ", a margin of " + readable_margin(r.rule.margin(*r.value));
}

std::string why_passed(const run_result& result) {
  const auto critical = std::ranges::count_if(result.requirements, is_critical);
  if (critical == 0)
    return "The scenario requires nothing; the measurement is sound.";
  const auto& closest = closest_of(result.requirements);
  if (!closest.value)
    return "All critical requirements hold.";
  if (critical == 1)
    return fmt::format("'{}' holds: {}.", closest.rule.text, measured(closest));
  return fmt::format("All {} critical requirements hold. Closest is '{}': {}.", critical, closest.rule.text,
                     measured(closest));
}

std::string why_failed(const requirement_result& r) {
  const auto value = readable(r.rule.metric, *r.value);
  if (r.rule.bound == 0)
    return fmt::format("'{}' does not hold: {}.", r.rule.text, value);
  return fmt::format("'{}' does not hold: {}, past the bound by {} of it.", r.rule.text, value,
                     readable_margin(-r.rule.margin(*r.value)));
}

std::string why_regressed(const metric_change& c, const std::string& baseline) {
  return fmt::format("{} is worse than in {}: {} against {}, {}.", c.name, baseline, readable(c.name, *c.now),
                     readable(c.name, *c.base), change_words::change_text(c));
}

} // namespace

std::vector<std::string> verdict_reasons(const run_result& result) {
  if (result.verdict == verdict::invalid)
    return result.invalid_reasons;
  if (result.verdict == verdict::passed)
    return {result.search ? summary::search_answer(*result.search) : why_passed(result)};
  std::vector<std::string> failed;
  for (const auto& r : result.requirements)
    if (is_critical(r) && r.value && !r.holds)
      failed.push_back(why_failed(r));
  failed.insert(failed.end(), result.not_recovered.begin(), result.not_recovered.end());
  if (result.baseline)
    for (const auto& c : result.baseline->changes)
      if (c.verdict == change_verdict::worse)
        failed.push_back(why_regressed(c, result.baseline->file));
  return failed;
}

} // namespace simrun
