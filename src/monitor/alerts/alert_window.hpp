#pragma once

#include "monitor/load_statistics.hpp"
#include "monitor/run_result.hpp"

#include <deque>
#include <optional>
#include <span>
#include <string_view>

namespace simrun {

/// The latest seconds of a run, for whoever asks what a metric was in them. Fed with cumulative statistics at
/// the end of every interval. A window is as many intervals as its length needs, so longer than asked where
/// intervals are. Memory: 16 kB an interval, as many as the longest window has.
class alert_window {
public:
  /// `longest` is the longest that will be asked for.
  explicit alert_window(duration longest) : longest_(longest) { marks_.push_back({run_start, {}, {}}); }

  /// `rows` are the intervals so far, the last of which ends at `end`. False where no time has passed since
  /// the last feed: it is left out.
  bool feed(time_point end, const load_statistics& counted, std::span<const interval> rows);

  /// What the metric was in the window of that length that ends with the last interval. Nothing where the run
  /// is not that old, or there was nothing to measure.
  std::optional<double> value(std::string_view metric, duration length);

private:
  struct mark {
    time_point at;
    outcome_counts outcomes;
    latency_histogram latency;
  };

  const mark* begin_of(duration length) const;
  const latency_histogram& latency_since(const mark& begin);
  std::optional<double> of_intervals(std::string_view metric, time_point begin) const;

  duration longest_;
  std::deque<mark> marks_;
  std::span<const interval> rows_;
  std::optional<time_point> latency_begin_; ///< of the window that is kept: rules share it
  latency_histogram latency_;
};

} // namespace simrun
