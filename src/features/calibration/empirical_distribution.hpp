#pragma once

#include "core/random.hpp"
#include "core/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace simrun {

/// Durations as they were measured, in a hundred numbers: the sorted samples are cut into a hundred parts of
/// equal weight, and each part is kept as its mean. So a draw has the mean of the samples, and a single
/// outlier weighs what it weighed among them, which quantiles with lines between them do not give.
class empirical_distribution {
public:
  static constexpr std::size_t parts = 100;

  /// Of nothing: always 0.
  empirical_distribution() = default;
  /// At least one sample.
  static empirical_distribution of(std::vector<duration> samples);
  /// Nothing unless there are a hundred, ascending, none of them negative.
  static std::optional<empirical_distribution> from_parts(std::span<const duration> part_means,
                                                          std::uint64_t count);

  /// Samples behind it.
  std::uint64_t count() const noexcept { return count_; }
  const std::array<duration, parts>& part_means() const noexcept { return part_means_; }
  duration mean() const noexcept;
  /// The part that `q`, from 0 to 1, falls into: the value of a draw whose uniform number is q.
  duration at(double q) const noexcept;
  /// Takes one number from `random`.
  duration draw(random_stream& random) const noexcept { return at(random.uniform()); }

  /// What is left of each part of `whole` without the same part of `of_it`, at least 0: the rest of a time
  /// whose slow cases are slow in both.
  friend empirical_distribution rest_of(const empirical_distribution& whole,
                                        const empirical_distribution& of_it);

private:
  std::array<duration, parts> part_means_{};
  std::uint64_t count_ = 0;
};

empirical_distribution rest_of(const empirical_distribution& whole, const empirical_distribution& of_it);

/// The way from `from` to `to`, of which `share` (0 to 1) is gone. The same bits everywhere: a product and a
/// rounding, with no sum that a processor could fuse.
duration between(duration from, duration to, double share) noexcept;

} // namespace simrun
