#include "monitor/alerts/alert_window.hpp"

#include "core/alert_rule.hpp"
#include "core/metric.hpp"
#include "monitor/run_metrics.hpp"

#include <algorithm>
#include <functional>
#include <ranges>

namespace simrun {

namespace {

using row_value = std::function<std::optional<double>(const interval&)>;

template <class T>
std::optional<double> as_number(const std::optional<T>& value) {
  return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

row_value reader_of(std::string_view metric) {
  if (metric == "heap_mb_max")
    return [](const interval& row) { return as_number(row.heap_mb); };
  if (metric == "open_descriptors_max")
    return [](const interval& row) { return as_number(row.open_descriptors); };
  if (metric == "threads_max")
    return [](const interval& row) { return as_number(row.threads); };
  if (metric == "queue_depth_max")
    return [](const interval& row) {
      return row.depths ? std::optional(static_cast<double>(row.depths->requests)) : std::nullopt;
    };
  if (metric == "mailbox_depth_max")
    return [](const interval& row) {
      return row.depths ? std::optional(static_cast<double>(row.depths->mailbox)) : std::nullopt;
    };
  return [](const interval& row) { return as_number(row.memory_mb); };
}

std::optional<double> cpu_of(std::span<const interval> rows) {
  double used = 0;
  double seconds = 0;
  for (const auto& row : rows)
    if (row.cpu_utilization) {
      used += *row.cpu_utilization * in_seconds(row.width);
      seconds += in_seconds(row.width);
    }
  return seconds > 0 ? std::optional(used / seconds) : std::nullopt;
}

std::optional<double> latency_of(std::string_view metric, const latency_histogram& latency) {
  if (const auto tail = tail_share_of(metric)) {
    const auto percentile = latency.percentile(1 - *tail);
    return percentile ? std::optional(in_milliseconds(*percentile)) : std::nullopt;
  }
  return latency_metric(metric, latency);
}

std::optional<double> of_outcomes(std::string_view metric, const outcome_counts& counts, duration length) {
  const load_statistics counted(counts, {});
  run_counts window{.load = counted, .measured = length};
  window.shares_of_ended = true;
  const auto metrics = run_metrics(window);
  const auto found = std::ranges::find(metrics, metric, &std::pair<std::string, double>::first);
  return found == metrics.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

bool alert_window::feed(time_point end, const load_statistics& counted, std::span<const interval> rows) {
  if (end <= marks_.back().at)
    return false;
  rows_ = rows;
  latency_begin_.reset();
  marks_.push_back({end, counted.outcomes(), counted.latency()});
  // The one that begins the longest window that may end next stays.
  while (marks_.size() > 1 && marks_[1].at <= end - longest_)
    marks_.pop_front();
  return true;
}

std::optional<double> alert_window::value(std::string_view metric, duration length) {
  const auto* begin = begin_of(length);
  if (!begin)
    return std::nullopt;
  if (is_of_intervals(metric))
    return of_intervals(metric, begin->at);
  if (metric.starts_with("latency_"))
    return latency_of(metric, latency_since(*begin));
  const auto& end = marks_.back();
  return of_outcomes(metric, end.outcomes - begin->outcomes, end.at - begin->at);
}

/// The latest from which a whole window has passed.
const alert_window::mark* alert_window::begin_of(duration length) const {
  for (const auto& m : marks_ | std::views::reverse)
    if (m.at <= marks_.back().at - length)
      return &m;
  return nullptr;
}

const latency_histogram& alert_window::latency_since(const mark& begin) {
  if (latency_begin_ != begin.at) {
    latency_ = marks_.back().latency - begin.latency;
    latency_begin_ = begin.at;
  }
  return latency_;
}

/// Use of the processor as a whole, memory as it is now, and the most of what was counted.
std::optional<double> alert_window::of_intervals(std::string_view metric, time_point begin) const {
  const auto first = std::ranges::find_if(rows_ | std::views::reverse,
                                          [&](const interval& row) { return row.start < begin; });
  const auto within = rows_.subspan(static_cast<std::size_t>(first.base() - rows_.begin()));
  if (metric == "cpu_utilization")
    return cpu_of(within);
  const auto read = reader_of(metric);
  std::optional<double> largest;
  for (const auto& row : within)
    if (const auto value = read(row))
      largest = metric == "memory_usage_mb" ? *value : std::max(largest.value_or(*value), *value);
  return largest;
}

} // namespace simrun
