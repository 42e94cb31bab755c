#pragma once

#include "core/result.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace simrun {

/// How many durations fell into [lower, upper).
struct latency_bin {
  duration lower{};
  duration upper{};
  std::uint64_t count = 0;

  friend bool operator==(const latency_bin&, const latency_bin&) = default;
};

/// A number that is known to lie between two.
struct count_range {
  std::uint64_t least = 0;
  std::uint64_t most = 0;

  friend bool operator==(const count_range&, const count_range&) = default;
};

/// Counts durations in the bins of latency_axis. It takes 16 kB whatever it holds (next to nothing while
/// empty), is a plain value, and merges exactly: count, sum, smallest and largest are kept beside the bins
/// and are exact, also for what lies outside of them. The sum holds 292 years.
class latency_histogram {
public:
  latency_histogram() noexcept;
  latency_histogram(const latency_histogram& other);
  latency_histogram(latency_histogram&& other) noexcept;
  latency_histogram& operator=(latency_histogram other) noexcept;
  ~latency_histogram();

  /// From what bins(), min(), max() and mean() of another told; these are then the same again. Its sum is
  /// the mean times the count. The error says which of them does not fit.
  static result<latency_histogram> restore(std::span<const latency_bin> bins, duration min, duration max,
                                           duration mean);

  void record(duration value, std::uint64_t times = 1);

  latency_histogram& operator+=(const latency_histogram& other);

  /// What was recorded since `earlier`, which must be a copy of this histogram as it once was. The smallest
  /// and the largest are then known only as well as the bins know them, unless they are new records.
  latency_histogram& operator-=(const latency_histogram& earlier);
  friend latency_histogram operator-(latency_histogram later, const latency_histogram& earlier) {
    return later -= earlier;
  }

  void clear() noexcept;

  std::uint64_t count() const noexcept { return count_; }
  duration sum() const noexcept { return sum_; }

  /// Nothing where nothing was recorded; so with the others.
  std::optional<duration> mean() const noexcept;
  std::optional<duration> min() const noexcept;
  std::optional<duration> max() const noexcept;

  /// The nearest-rank percentile for `q` in 0..1: the midpoint of its bin, within [min, max].
  std::optional<duration> percentile(double q) const;

  /// How many are `limit` or longer. Those that share its bin may be or not.
  count_range count_from(duration limit) const;

  /// The bins that hold something, in ascending order. What lies outside of the axis is one bin on each
  /// side, from min() to 0 and from the axis' end to past max().
  std::vector<latency_bin> bins() const;

  friend bool operator==(const latency_histogram& a, const latency_histogram& b);

private:
  struct storage;

  void swap(latency_histogram& other) noexcept;
  duration bound(std::uint64_t rank) const;

  std::unique_ptr<storage> bins_; ///< none while nothing was recorded
  std::uint64_t count_ = 0;
  duration sum_{};
  duration min_ = duration::max();
  duration max_ = duration::min();
};

} // namespace simrun
