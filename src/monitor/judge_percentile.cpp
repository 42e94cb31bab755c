#include "monitor/judge_percentile.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

/// The first whole nanosecond past a bound in milliseconds: at it, or behind it.
duration first_past(double bound_ms, bool bound_itself) {
  constexpr double longest_ns = 9e18;
  const double exact = std::min(bound_ms * 1e6, longest_ns);
  // 18.5 ms is 18,500,000 ns, whatever the product says.
  const double nearest = std::round(exact);
  const double ns = std::abs(exact - nearest) < 1e-6 ? nearest : exact;
  return duration(static_cast<std::int64_t>(bound_itself ? std::ceil(ns) : std::floor(ns) + 1));
}

/// How many are on the wrong side. A lower bound is an upper one on how many may lie below.
count_range past_bound(const requirement& rule, const latency_histogram& samples) {
  const bool bound_is_above = rule.compare == comparison::less || rule.compare == comparison::greater_equal;
  const auto above = samples.count_from(first_past(rule.bound, bound_is_above));
  if (rule.is_upper())
    return above;
  return {samples.count() - above.most, samples.count() - above.least};
}

} // namespace

latency_histogram histogram_for(const requirement& rule, const load_statistics& load) {
  if (rule.metric.starts_with("issue_lag_"))
    return load.issue_lag();
  if (rule.metric.starts_with("service_"))
    return load.service();
  if (rule.metric.starts_with("step_latency_"))
    return load.step_latency();
  if (rule.metric.starts_with("extraction_"))
    return load.extraction();
  return rule.outcome ? load.latency(*rule.outcome) : load.latency();
}

std::uint64_t surely_past_bound(const requirement& rule, const latency_histogram& samples) {
  return past_bound(rule, samples).least;
}

std::optional<percentile_evidence> judge_percentile(const requirement& rule, const latency_histogram& samples,
                                                    double design_effect) {
  const auto tail_share = tail_share_of(rule.metric);
  if (!tail_share)
    return std::nullopt;
  const auto past = past_bound(rule, samples);
  const double share = rule.is_upper() ? *tail_share : 1 - *tail_share;
  const auto fewer = [&](std::uint64_t n) { return static_cast<double>(n) / design_effect; };
  percentile_evidence e;
  e.samples = samples.count();
  e.past_bound = past.most;
  const auto independent = static_cast<std::uint64_t>(fewer(e.samples));
  const auto most = static_cast<std::uint64_t>(std::ceil(fewer(past.most)));
  if (decide_percentile(share, independent, most) == decision::holds)
    e.decided = decision::holds;
  else if (decide_percentile(share, independent, static_cast<std::uint64_t>(fewer(past.least))) ==
           decision::fails)
    e.decided = decision::fails;
  else
    e.still_needed = static_cast<std::uint64_t>(
        std::ceil(static_cast<double>(samples_needed(share, most) - independent) * design_effect));
  return e;
}

} // namespace simrun
