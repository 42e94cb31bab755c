#pragma once

#include "core/outcome.hpp"
#include "monitor/latency_histogram.hpp"
#include "monitor/latency_map.hpp"
#include "monitor/load_statistics.hpp"
#include "monitor/resource_sampler.hpp"
#include "monitor/run_result.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace simrun {

/// The run as a series of equal intervals from the start of the measured part on, each the difference of
/// two cumulative counts, so that the rows always add up to the total. The width is chosen at the start, so
/// that the rows of the longest run fit into a fixed space: one second up to two hours.
class interval_series {
public:
  static constexpr std::size_t rows_max = 7200;

  /// `longest` is how long the run may last after its warm-up, the drain included.
  explicit interval_series(duration longest);

  duration width() const noexcept { return width_; }
  /// When to close the next row.
  time_point next_end() const noexcept { return last_.end + width_; }

  /// Ends a row with what has been counted so far. Where no time has passed since the last one, or there
  /// is no room, the last row takes it in. Before the measured part it does nothing.
  void close(time_point end, const load_statistics& counted, std::optional<resource_use> used = std::nullopt);

  /// What waited until `at`, which belongs to the row that ends there or later, closed or not; nothing: the
  /// row that is open. What waited in the warm-up has no row.
  void note_depths(std::optional<time_point> at, const queue_depths& depths);

  const std::vector<interval>& rows() const noexcept { return rows_; }
  /// The spread of latency over the same time, with fewer rows where there are many.
  latency_map spread() const { return spread_.map(); }

private:
  /// What had been counted at the end of a row.
  struct count_at {
    time_point end;
    outcome_counts counts;
    latency_histogram latency;
  };

  void describe_last();

  duration width_;
  std::vector<interval> rows_;
  latency_map_recorder spread_;
  count_at before_last_;                    ///< where the last row begins
  count_at last_;                           ///< where it ends
  std::optional<queue_depths> open_depths_; ///< of the row that is not closed yet
};

} // namespace simrun
