#pragma once

#include "monitor/live/live_state.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace simrun {

/// What the charts of a live view show of one moment, or of a few that follow each other.
struct live_point {
  time_point at;
  live_rates rates;                                 ///< the mean
  live_latency latency;                             ///< the worst, so that a peak never gets lost
  std::uint64_t queue_depth = 0, open_requests = 0; ///< the most
  std::optional<double> cpu_utilization, memory_mb; ///< the most
};

live_point point_of(const live_state& s);

/// A run's points so far, for who comes late. Of fixed size: once it is full, each two neighbours become one,
/// and from then on a point stands for twice as many updates.
class live_history {
public:
  static constexpr std::size_t points_max = 600;

  void add(const live_point& point);
  void clear();
  /// The last one may still stand for fewer updates than the others.
  const std::vector<live_point>& points() const noexcept { return points_; }

private:
  void halve();

  std::vector<live_point> points_;
  std::size_t updates_per_point_ = 1;
  std::size_t updates_in_last_ = 0;
};

} // namespace simrun
