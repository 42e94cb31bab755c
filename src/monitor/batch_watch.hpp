#pragma once

#include "core/requirement.hpp"
#include "monitor/load_statistics.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace simrun {

/// Requests of a stretch of time, and how many of them were past a bound.
struct request_batch {
  std::uint64_t samples = 0;
  std::uint64_t past_bound = 0;
};

/// How many requests say as much as one that is independent of all others. Requests that wait in one queue
/// wait together: near saturation those past a bound come in clusters, and their share varies far more than
/// the binomial rule takes it to. The variance of the share is estimated from batch means (Law & Carson,
/// Operations Research 27 (1979)), as that of a ratio, widened by Student's t for so few batches, and set
/// against the binomial one. At least 1, and 1 where there are fewer than `batches_min` batches.
double design_effect(std::span<const request_batch> batches);
inline constexpr std::size_t batches_min = 5;

/// Cuts a run into batches for each requirement on a percentile: fed with cumulative statistics at the end of
/// every interval. There are 16 to 31 batches in a long run, for when there are 32 each two become one: so
/// batches get longer with the run, and less dependent on one another.
class batch_watch {
public:
  static constexpr std::size_t batches_max = 32;

  /// Batches end by `end`.
  batch_watch(std::span<const requirement> requirements, time_point end);

  void feed(time_point interval_end, const load_statistics& counted);

  /// In the order of the requirements; 1 for what is no percentile.
  std::vector<double> design_effects() const;

private:
  struct series {
    request_batch counted; ///< up to the last whole batch
    std::vector<request_batch> batches;
    std::uint64_t intervals = 0; ///< since then
    std::uint64_t intervals_a_batch = 1;
  };

  static void add(series& to, const request_batch& total);

  std::vector<requirement> requirements_;
  std::vector<series> series_;
  time_point last_ = run_start;
  time_point end_;
};

} // namespace simrun
