#pragma once

#include "core/random.hpp"
#include "core/time.hpp"
#include "load/gamma_gaps.hpp"
#include "load/load_pattern.hpp"
#include "load/rate_profile.hpp"
#include "load/recorded_times.hpp"

#include <cstdint>
#include <optional>

namespace simrun {

/// When requests are due, one after the other, from -warmup to the end of the measured part. Constant memory:
/// the next is computed, none is stored.
///
/// Uniform: the n-th of the measured part is due when n are expected (n from 0), so the measured part begins
/// with one, and holds expected_measured() of them, rounded up; likewise each of its stages where stages
/// begin at whole counts. Poisson and gamma: a process of rate 1 seen through the inverse of the expected
/// count (time rescaling), exact for any rate profile; a stage holds what is expected of it on average.
/// Replay: what the file says, and nothing in the warm-up; should the file have gone bad since it was
/// checked, it ends there.
class arrival_schedule {
public:
  arrival_schedule(const load_pattern& pattern, duration warmup, duration measured, random_stream random);

  /// The next one. Never earlier than the one before; nothing at the end.
  std::optional<time_point> peek() const noexcept;
  void pop() noexcept;
  /// Drops what is due before `t`. What comes after is what would have come anyway, so a generator that was
  /// killed resumes its own schedule.
  void skip_to(time_point t) noexcept;

  /// Requests expected in the measured part; the warm-up not included. Of a replay none is.
  double expected_measured() const noexcept { return profile_.expected_until(end_); }
  const rate_profile& profile() const noexcept { return profile_; }

private:
  /// Counts on by a random gap.
  void advance(double gap) noexcept;
  double draw_gap() noexcept;
  time_point due() const noexcept { return profile_.time_of(static_cast<double>(whole_) + part_); }
  time_point next_recorded() noexcept;

  rate_profile profile_;
  arrival_kind kind_;
  gamma_gaps gaps_;
  std::optional<recorded_times> recorded_; ///< of a replay
  time_point end_;
  random_stream random_;
  /// The expected count at which the next is due. Apart, because a sum of millions of exponentials in one
  /// double would lose the end of each.
  std::int64_t whole_ = 0;
  double part_ = 0; ///< in [0, 1); zero where arrivals are uniform
  time_point next_;
};

} // namespace simrun
