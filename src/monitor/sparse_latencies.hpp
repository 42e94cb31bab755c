#pragma once

#include "core/time.hpp"
#include "monitor/latency_histogram.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace simrun {

/// Durations in the bins of latency_axis, of which only those that hold something take room: for the few
/// requests of a tenth of a second, where a latency_histogram would be 16 kB of zeros. Plain value; merges
/// exactly; count, sum, smallest and largest are exact.
///
/// Recording only notes the bin; the first who asks sorts the notes in. Whoever hands one to other threads
/// asks for that before, with `settle`.
class sparse_latencies {
public:
  void record(duration value, std::uint64_t times = 1);
  sparse_latencies& operator+=(const sparse_latencies& other);
  void settle() const;

  std::uint64_t count() const noexcept { return count_; }
  /// Nothing where nothing was recorded; so with the others.
  std::optional<duration> mean() const noexcept;
  std::optional<duration> min() const noexcept;
  std::optional<duration> max() const noexcept;
  /// As latency_histogram has it.
  std::optional<duration> percentile(double q) const;

  /// The same in the dense form. The bins, the smallest and the largest are exact there, the sum as well as
  /// the bins know it.
  latency_histogram dense() const;

private:
  struct bin {
    int index = 0;
    std::uint64_t count = 0;
  };

  void add(int index, std::uint64_t times) const;
  duration value_in(int index) const noexcept;

  mutable std::vector<bin> bins_;  ///< ascending
  mutable std::vector<int> fresh_; ///< bins of what was recorded since, as it came
  std::uint64_t count_ = 0;
  duration sum_{};
  duration min_ = duration::max();
  duration max_ = duration::min();
};

} // namespace simrun
