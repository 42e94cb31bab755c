#include "monitor/window_watch.hpp"

#include "monitor/judge_percentile.hpp"
#include "monitor/run_metrics.hpp"

#include <algorithm>
#include <ranges>

namespace simrun {

namespace {

std::optional<double> value_in(const requirement& rule, const load_statistics& counted, duration length) {
  if (rule.outcome)
    return latency_metric(rule.metric, counted.latency(*rule.outcome));
  run_counts counts{.load = counted, .measured = length};
  counts.shares_of_ended = true;
  const auto metrics = run_metrics(counts);
  const auto found = std::ranges::find(metrics, rule.metric, &std::pair<std::string, double>::first);
  return found == metrics.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

window_watch::window_watch(std::span<const requirement> requirements, time_point end)
    : requirements_(requirements.begin(), requirements.end()), records_(requirements.size()), end_(end) {
  for (const auto& rule : requirements_)
    longest_ = std::max(longest_, rule.window.value_or(duration::zero()));
  if (longest_ > duration::zero())
    marks_.push_back({run_start, {}});
}

void window_watch::feed(time_point interval_end, const load_counts& counted) {
  if (marks_.empty() || interval_end <= marks_.back().at || interval_end > end_)
    return;
  marks_.push_back({interval_end, counted});
  for (std::size_t i = 0; i < requirements_.size(); ++i)
    if (requirements_[i].window)
      look_at(i, marks_.back());
  // The one that begins the longest window that may end next stays.
  while (marks_.size() > 1 && marks_[1].at <= interval_end - longest_)
    marks_.pop_front();
}

void window_watch::look_at(std::size_t index, const mark& now) {
  const auto& rule = requirements_[index];
  const auto* begin = begin_of(rule, now.at);
  if (!begin || begin->at < run_start + rule.grace)
    return;
  auto within = now.counted.of(rule);
  within -= begin->counted.of(rule);
  const auto value = value_in(rule, within, now.at - begin->at);
  if (!value)
    return;
  auto& record = records_[index];
  ++record.windows;
  record.violated += rule.holds(*value) ? 0 : 1;
  if (!record.worst || rule.margin(*value) < rule.margin(*record.worst)) {
    record.worst = value;
    record.worst_end = now.at;
  }
}

/// The latest from which a whole window has passed.
const window_watch::mark* window_watch::begin_of(const requirement& rule, time_point window_end) const {
  for (const auto& m : marks_ | std::views::reverse)
    if (m.at <= window_end - *rule.window)
      return &m;
  return nullptr;
}

} // namespace simrun
