#include "report/comparison/judge_changes.hpp"

#include "monitor/statistics/holm.hpp"
#include "report/comparison/compared_metrics.hpp"

#include <cmath>

namespace simrun {

namespace {

value_range interval_of(const measured_change& m, double level) {
  const auto scaled = std::visit([&](const auto& test) { return test.interval_at(level); }, *m.test);
  return {change_of(m.change.name, scaled.lower), change_of(m.change.name, scaled.upper)};
}

void judge(measured_change& m, bool significant, const comparison_options& options) {
  auto& c = m.change;
  const double smallest = smallest_change(c.name, options.minimum_effect);
  c.interval = interval_of(m, 1 - options.confidence);
  c.verdict = change_verdict::cant_tell;
  if (-smallest < c.interval->lower && c.interval->upper < smallest)
    c.verdict = change_verdict::no_difference;
  else if (std::abs(*c.change) >= smallest && significant)
    c.verdict = (*c.change < 0) == m.less_is_better ? change_verdict::better : change_verdict::worse;
  else if (std::abs(*c.change) >= smallest && !c.interval->contains(0))
    c.why = "not sure enough";
}

} // namespace

std::vector<metric_change> judge_changes(std::vector<measured_change> measured,
                                         const comparison_options& options) {
  std::vector<double> chances;
  for (const auto& m : measured)
    if (m.test)
      chances.push_back(std::visit([](const auto& test) { return test.chance(); }, *m.test));
  const auto significant = holm_significant(chances, 1 - options.confidence);
  auto next = significant.begin();
  std::vector<metric_change> judged;
  for (auto& m : measured) {
    if (m.test)
      judge(m, *next++, options);
    judged.push_back(std::move(m.change));
  }
  return judged;
}

} // namespace simrun
