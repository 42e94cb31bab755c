#pragma once

#include "core/time.hpp"
#include "monitor/latency_histogram.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace simrun {

/// How latencies were spread from one stretch of a run to the next: what a heat map shows. Of all requests
/// but the rejected, as "latency" is.
struct latency_map {
  struct row {
    time_point start;
    duration width{};
    std::vector<std::uint64_t> counts; ///< one for each bucket

    friend bool operator==(const row&, const row&) = default;
  };

  /// Bucket i is [bounds[i], bounds[i + 1]); from the first that holds something to the last. Empty where
  /// nothing ended. The outermost of all buckets take in what lies outside of the axis.
  std::vector<duration> bounds{};
  std::vector<row> rows{}; ///< ascending, without gaps

  friend bool operator==(const latency_map&, const latency_map&) = default;
};

/// Each power of two is cut into four buckets of equal width, from 2^10 ns (1 us) to 2^37 ns (137 s), and one
/// for what is shorter. Their bounds are bounds of latency_axis too, so that none of its bins lies in two of
/// them.
class map_buckets {
public:
  static constexpr std::size_t size = 1 + (37 - 10) * 4;

  static std::size_t index_of(duration latency) noexcept;
  /// For 0..size; that of `size` is where the last one ends.
  static duration lower(std::size_t bucket) noexcept;
  static std::vector<std::uint64_t> counts(const latency_histogram& latency);
};

/// Makes a map of a run whose length nobody knows before: a row an interval at first; when there are too
/// many, two and two become one.
class latency_map_recorder {
public:
  /// As many as a wide screen can tell apart, and even.
  static constexpr std::size_t rows_max = 400;

  /// `counted` is cumulative: what had been counted by then.
  void begin_interval(time_point start, const latency_histogram& counted);
  /// Of the interval that began last; said again, it takes the place of what was said before.
  void end_interval(time_point end, const latency_histogram& counted);

  latency_map map() const;

private:
  void halve();

  std::vector<latency_map::row> rows_;
  std::size_t intervals_a_row_ = 1;
  std::size_t intervals_in_last_ = 0;
  latency_histogram before_last_; ///< what had been counted when the last row began
};

} // namespace simrun
