#include "monitor/load_slice.hpp"

#include <algorithm>

namespace simrun {

namespace {

std::optional<double> latency_in(std::string_view metric, const sparse_latencies& latency) {
  std::optional<duration> value;
  if (const auto tail = tail_share_of(metric))
    value = latency.percentile(1 - *tail);
  else if (metric == "latency_avg")
    value = latency.mean();
  else if (metric == "latency_min")
    value = latency.min();
  else if (metric == "latency_max")
    value = latency.max();
  return value ? std::optional(in_milliseconds(*value)) : std::nullopt;
}

std::optional<double> share_in(std::string_view metric, const outcome_counts& counts) {
  if (counts.ended() == 0)
    return std::nullopt;
  const auto share_of = [&](std::uint64_t n) {
    return static_cast<double>(n) / static_cast<double>(counts.ended());
  };
  if (metric == "success_rate")
    return share_of(counts.successful());
  if (metric == "cache_hit_rate")
    return share_of(counts[outcome::cached]);
  if (metric == "fallback_usage_rate")
    return share_of(counts[outcome::fallback]);
  if (metric == "rejected_rate")
    return share_of(counts[outcome::rejected]);
  if (metric == "timeout_rate")
    return share_of(counts[outcome::timed_out]);
  if (metric == "error_rate")
    return share_of(counts[outcome::failed]);
  return std::nullopt;
}

} // namespace

void due_counts::ended(outcome how, duration after) {
  ++outcomes[how];
  latency[static_cast<std::size_t>(how)].record(after);
}

due_counts& due_counts::operator+=(const due_counts& other) {
  outcomes += other.outcomes;
  for (std::size_t i = 0; i < outcome_kinds; ++i)
    latency[i] += other.latency[i];
  return *this;
}

void due_counts::settle() const {
  for (const auto& of_outcome : latency)
    of_outcome.settle();
}

sparse_latencies due_counts::latency_of_all() const {
  sparse_latencies all;
  for (const auto how : all_outcomes)
    if (how != outcome::rejected)
      all += latency[static_cast<std::size_t>(how)];
  return all;
}

load_statistics due_counts::statistics() const {
  std::array<latency_histogram, outcome_kinds> dense;
  std::ranges::transform(latency, dense.begin(), &sparse_latencies::dense);
  return {outcomes, std::move(dense)};
}

load_slice& load_slice::operator+=(const load_slice& other) {
  all += other.all;
  groups.resize(std::max(groups.size(), other.groups.size()));
  for (std::size_t g = 0; g < other.groups.size(); ++g)
    groups[g] += other.groups[g];
  return *this;
}

const due_counts& load_slice::of(const requirement& rule) const {
  static const due_counts nothing;
  if (!rule.group_index)
    return all;
  return *rule.group_index < groups.size() ? groups[*rule.group_index] : nothing;
}

std::optional<double> value_in(const requirement& rule, const load_slice& slice) {
  const auto& counts = slice.of(rule);
  if (!rule.metric.starts_with("latency_"))
    return share_in(rule.metric, counts.outcomes);
  return latency_in(rule.metric, rule.outcome ? counts.latency[static_cast<std::size_t>(*rule.outcome)]
                                              : counts.latency_of_all());
}

} // namespace simrun
