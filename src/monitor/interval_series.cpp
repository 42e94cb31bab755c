#include "monitor/interval_series.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace simrun {

namespace {

using std::chrono::seconds;

/// The last is wide enough for the longest duration a scenario may have, 10,000 hours.
constexpr std::array<seconds, 12> widths{seconds(1),   seconds(2),    seconds(5),    seconds(10),
                                         seconds(30),  seconds(60),   seconds(120),  seconds(300),
                                         seconds(600), seconds(1800), seconds(3600), seconds(7200)};

std::size_t rows_needed(duration longest, duration width) {
  return static_cast<std::size_t>((longest + width - duration(1)) / width);
}

duration width_for(duration longest) {
  for (const auto width : widths)
    if (rows_needed(longest, width) <= interval_series::rows_max)
      return width;
  return widths.back();
}

std::optional<double> milliseconds_of(std::optional<duration> d) {
  return d ? std::optional(in_milliseconds(*d)) : std::nullopt;
}

} // namespace

interval_series::interval_series(duration longest) : width_(width_for(longest)) {
  rows_.reserve(std::min(rows_needed(longest, width_) + 1, rows_max));
}

void interval_series::close(time_point end, const load_statistics& counted,
                            std::optional<resource_use> used) {
  const bool time_passed = end > last_.end;
  if (rows_.empty() && !time_passed)
    return;
  if (time_passed && rows_.size() < rows_max) {
    before_last_ = std::move(last_);
    spread_.begin_interval(before_last_.end, before_last_.latency);
    rows_.emplace_back();
    rows_.back().depths = std::exchange(open_depths_, std::nullopt);
  }
  last_ = {std::max(end, last_.end), counted.outcomes(), counted.latency()};
  describe_last();
  spread_.end_interval(last_.end, last_.latency);
  if (time_passed && used) {
    rows_.back().cpu_utilization = used->cpu_utilization;
    rows_.back().memory_mb = used->memory_mb;
    rows_.back().heap_mb = used->heap_mb;
    rows_.back().open_descriptors = used->open_descriptors;
    rows_.back().threads = used->threads;
  }
}

void interval_series::note_depths(std::optional<time_point> at, const queue_depths& depths) {
  if (at && *at <= run_start)
    return;
  auto* to = &open_depths_;
  if (at && !rows_.empty() && *at <= rows_.back().start + rows_.back().width) {
    auto row = rows_.rbegin();
    while (row + 1 != rows_.rend() && *at <= row->start)
      ++row;
    to = &row->depths;
  }
  *to = larger(to->value_or(depths), depths);
}

void interval_series::describe_last() {
  const auto latency = last_.latency - before_last_.latency;
  auto& row = rows_.back();
  row.start = before_last_.end;
  row.width = last_.end - before_last_.end;
  row.counts = last_.counts - before_last_.counts;
  row.latency_p50_ms = milliseconds_of(latency.percentile(0.5));
  row.latency_p95_ms = milliseconds_of(latency.percentile(0.95));
  row.latency_p99_ms = milliseconds_of(latency.percentile(0.99));
  row.latency_max_ms = milliseconds_of(latency.max());
}

} // namespace simrun
