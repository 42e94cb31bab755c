#include "report/comparison/compared_metrics.hpp"
#include "report/comparison/comparison.hpp"
#include "report/comparison/judge_changes.hpp"

#include "monitor/ranks.hpp"

#include <algorithm>

namespace simrun {

namespace {

/// What all pairs say of a metric.
struct paired_values {
  std::vector<double> base, now, scaled;
};

std::optional<paired_values> values_of(std::string_view metric, const std::vector<run_result>& base,
                                       const std::vector<run_result>& now) {
  paired_values values;
  for (std::size_t i = 0; i < base.size(); ++i) {
    const auto a = base[i].metric(metric);
    const auto b = now[i].metric(metric);
    if (!a || !b || (!is_share_of_requests(metric) && (*a <= 0 || *b <= 0)))
      return std::nullopt;
    values.base.push_back(*a);
    values.now.push_back(*b);
    values.scaled.push_back(scaled_change(metric, *a, *b));
  }
  return values.scaled.empty() ? std::nullopt : std::optional(std::move(values));
}

std::optional<measured_change> measure(const compared_metric& metric, const std::vector<run_result>& base,
                                       const std::vector<run_result>& now, bool judged) {
  const auto values = values_of(metric.name, base, now);
  if (!values)
    return std::nullopt;
  const signed_rank test(values->scaled);
  measured_change m{{std::string(metric.name), median_of(values->base), median_of(values->now)},
                    metric.less_is_better};
  m.change.change = change_of(metric.name, test.estimate());
  if (judged)
    m.test = test;
  return m;
}

} // namespace

std::vector<metric_change> compare_pairs(const std::vector<run_result>& base,
                                         const std::vector<run_result>& now,
                                         const comparison_options& options) {
  std::vector<measured_change> measured;
  for (const auto& metric : judged_metrics())
    if (auto m = measure(metric, base, now, true))
      measured.push_back(std::move(*m));
  for (const auto name : shown_metrics())
    if (auto m = measure({name}, base, now, false))
      measured.push_back(std::move(*m));
  return judge_changes(std::move(measured), options);
}

} // namespace simrun
