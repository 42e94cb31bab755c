#pragma once

#include "core/outcome.hpp"
#include "monitor/run_result.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace simrun {

/// A second or more of a run: what was counted in it.
struct run_stretch {
  double seconds = 0;
  double issued = 0, successful = 0, fallback = 0;
  std::vector<double> latencies; ///< as many as in each bucket

  void add(const run_stretch& other, double times);
};

/// A run as a series of stretches, and any selection of them as a run again.
class run_stretches {
public:
  /// Those that lie within the measured part, as the rows of the result's latency map.
  explicit run_stretches(const run_result& r);

  std::size_t size() const noexcept { return stretches_.size(); }
  double seconds_of_each() const noexcept { return stretches_.empty() ? 0 : stretches_.front().seconds; }

  /// The logarithm of the mean latency of each; of one in which nothing ended, the mean of the others.
  std::vector<double> log_means() const;

  /// All stretches as one, each so often.
  run_stretch sum_of(std::span<const std::uint32_t> times) const;

  /// A judged metric of such a sum; within a bucket, latencies are taken as spread evenly over its logarithm.
  /// Nothing of those that can't be made from it.
  std::optional<double> metric(std::string_view name, const run_stretch& sum) const;

private:
  double middle_ms(std::size_t bucket) const;
  std::optional<double> mean_ms(const run_stretch& s) const;
  std::optional<double> percentile_ms(const run_stretch& s, double q) const;

  std::vector<double> bounds_ms_;
  std::vector<run_stretch> stretches_;
};

} // namespace simrun
