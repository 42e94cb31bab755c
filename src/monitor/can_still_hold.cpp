#include "monitor/can_still_hold.hpp"

#include "monitor/judge_percentile.hpp"
#include "monitor/run_metrics.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

bool is_share_of_requests(const requirement& rule) noexcept {
  const auto* metric = find_metric(rule.metric);
  return metric && metric->of_requests && metric->unit == metric_unit::share;
}

std::optional<double> value_now(const requirement& rule, const load_statistics& counted) {
  if (rule.outcome)
    return latency_metric(rule.metric, counted.latency(*rule.outcome));
  const auto metrics = run_metrics({.load = counted});
  const auto found = std::ranges::find(metrics, rule.metric, &std::pair<std::string, double>::first);
  return found == metrics.end() ? std::nullopt : std::optional(found->second);
}

/// Of an upper bound no request more is counted in the share; of a lower one all are that have not ended.
double best_share(const requirement& rule, double share_now, const outcome_counts& counts,
                  std::uint64_t to_come) {
  const auto issued = static_cast<double>(counts.issued);
  const auto all = static_cast<double>(counts.issued + to_come);
  const double counted_in = std::round(share_now * issued);
  return rule.is_upper() ? counted_in / all : (counted_in + all - static_cast<double>(counts.ended())) / all;
}

} // namespace

bool can_still_hold(const requirement& rule, const load_statistics& counted, const window_record& windows,
                    std::uint64_t to_come) {
  if (rule.window)
    return windows.violated == 0;
  if (const auto tail_share = tail_share_of(rule.metric)) {
    const auto samples = histogram_for(rule, counted);
    const auto past = surely_past_bound(rule, samples);
    const auto all = samples.count() + to_come + counted.outcomes().issued - counted.outcomes().ended();
    return decide_percentile(rule.is_upper() ? *tail_share : 1 - *tail_share, all, past) != decision::fails;
  }
  const auto value = value_now(rule, counted);
  if (!value)
    return true;
  if (is_share_of_requests(rule))
    return rule.holds(best_share(rule, *value, counted.outcomes(), to_come));
  return !only_gets_worse(rule) || rule.holds(*value);
}

} // namespace simrun
