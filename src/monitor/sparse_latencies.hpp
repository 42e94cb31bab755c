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
class sparse_latencies {
public:
  void record(duration value, std::uint64_t times = 1);
  sparse_latencies& operator+=(const sparse_latencies& other);

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

  bin& bin_at(int index);
  duration value_in(int index) const noexcept;

  std::vector<bin> bins_; ///< ascending
  std::uint64_t count_ = 0;
  duration sum_{};
  duration min_ = duration::max();
  duration max_ = duration::min();
};

} // namespace simrun
