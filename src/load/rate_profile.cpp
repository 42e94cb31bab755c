#include "load/rate_profile.hpp"

#include <cmath>

namespace simrun {

namespace {

/// 285 years: no run gets there, and whole nanoseconds still hold it.
constexpr double horizon_s = 9e9;

/// Any length would do for a rate that stays.
rate_segment staying(double rate_per_s) noexcept {
  return {std::chrono::hours(1), rate_per_s, rate_per_s};
}

} // namespace

rate_profile::rate_profile(const load_pattern& pattern) {
  switch (pattern.shape) {
  case load_shape::constant:
    warmup_rate_per_s_ = pattern.rps;
    cycle_.add(staying(pattern.rps));
    break;
  case load_shape::ramp:
    warmup_rate_per_s_ = pattern.start_rps;
    lead_.add({pattern.ramp_duration, pattern.start_rps, pattern.end_rps});
    cycle_.add(staying(pattern.end_rps));
    break;
  case load_shape::step:
    warmup_rate_per_s_ = pattern.step_rps.front();
    for (const double rps : pattern.step_rps)
      lead_.add({pattern.step_duration, rps, rps});
    cycle_.add(staying(pattern.step_rps.back()));
    break;
  case load_shape::spike:
    // The first burst comes at `spike_every`, so one quiet stretch of that length leads.
    warmup_rate_per_s_ = pattern.base_rps;
    lead_.add({pattern.spike_every, pattern.base_rps, pattern.base_rps});
    cycle_.add({pattern.spike_duration, pattern.spike_rps, pattern.spike_rps});
    cycle_.add({pattern.spike_every - pattern.spike_duration, pattern.base_rps, pattern.base_rps});
    break;
  case load_shape::stages:
    warmup_rate_per_s_ = pattern.stages.front().start_rps;
    for (const auto& s : pattern.stages)
      lead_.add({s.length, s.start_rps, s.end_rps});
    cycle_.add(staying(pattern.stages.back().end_rps));
    break;
  case load_shape::replay:
  case load_shape::closed:
  case load_shape::environments:
    cycle_.add(staying(0));
    break;
  }
}

rate_profile::position rate_profile::position_of(time_point t) const noexcept {
  const duration since = t - run_start - lead_.length();
  return {since / cycle_.length(), since % cycle_.length()};
}

double rate_profile::rate_at(time_point t) const noexcept {
  if (t < run_start)
    return warmup_rate_per_s_;
  if (t < run_start + lead_.length())
    return lead_.rate_at(t - run_start);
  return cycle_.rate_at(position_of(t).into);
}

double rate_profile::expected_until(time_point t) const noexcept {
  if (t < run_start)
    return warmup_rate_per_s_ * in_seconds(t);
  if (t < run_start + lead_.length())
    return lead_.expected_until(t - run_start);
  const auto [cycle, into] = position_of(t);
  return lead_.expected() + static_cast<double>(cycle) * cycle_.expected() + cycle_.expected_until(into);
}

time_point rate_profile::time_of(double count) const noexcept {
  if (count < 0)
    return -count < horizon_s * warmup_rate_per_s_ ? run_start + from_seconds(count / warmup_rate_per_s_)
                                                   : time_point::min();
  if (count < lead_.expected())
    return run_start + lead_.time_of(count);

  const double cycles = std::floor((count - lead_.expected()) / cycle_.expected());
  if (!(cycles * in_seconds(cycle_.length()) < horizon_s)) // also where no cycle brings anything
    return time_point::max();
  const auto cycle_start = run_start + lead_.length() + static_cast<std::int64_t>(cycles) * cycle_.length();
  // Where the division rounded up to a whole cycle, it is that one's end: the next begins there.
  return cycle_start + cycle_.time_of(count - lead_.expected() - cycles * cycle_.expected());
}

} // namespace simrun
