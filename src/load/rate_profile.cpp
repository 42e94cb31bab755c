#include "load/rate_profile.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

/// 285 years: no run gets there, and whole nanoseconds still hold it.
constexpr double horizon_s = 9e9;

duration time_to_expect(double count, double rate_per_s) noexcept {
  return from_seconds(count / rate_per_s);
}

} // namespace

rate_profile::rate_profile(const load_pattern& pattern) {
  switch (pattern.shape) {
  case load_shape::constant:
    warmup_rate_per_s_ = pattern.rps;
    lead_ = {duration::zero(), 0};
    cycle_ = {{std::chrono::hours(1), pattern.rps}};
    break;
  case load_shape::spike:
    // The first burst comes at `spike_every`, so one quiet stretch of that length leads.
    warmup_rate_per_s_ = pattern.base_rps;
    lead_ = {pattern.spike_every, pattern.base_rps};
    cycle_ = {{pattern.spike_duration, pattern.spike_rps},
              {pattern.spike_every - pattern.spike_duration, pattern.base_rps}};
    break;
  }
  for (const auto& s : cycle_) {
    cycle_length_ += s.length;
    cycle_expected_ += s.expected(s.length);
  }
}

rate_profile::position rate_profile::position_of(time_point t) const noexcept {
  const duration since = t - run_start - lead_.length;
  return {since / cycle_length_, since % cycle_length_};
}

double rate_profile::rate_at(time_point t) const noexcept {
  if (t < run_start)
    return warmup_rate_per_s_;
  if (t < run_start + lead_.length)
    return lead_.rate_per_s;
  auto into = position_of(t).into;
  for (const auto& s : cycle_) {
    if (into < s.length)
      return s.rate_per_s;
    into -= s.length;
  }
  return 0;
}

double rate_profile::expected_until(time_point t) const noexcept {
  if (t < run_start)
    return warmup_rate_per_s_ * in_seconds(t);
  if (t < run_start + lead_.length)
    return lead_.expected(t - run_start);
  auto [cycle, into] = position_of(t);
  double count = lead_.expected(lead_.length) + static_cast<double>(cycle) * cycle_expected_;
  for (const auto& s : cycle_) {
    const auto within = std::min(into, s.length);
    count += s.expected(within);
    into -= within;
  }
  return count;
}

time_point rate_profile::time_of(double count) const noexcept {
  if (count < 0)
    return -count < horizon_s * warmup_rate_per_s_ ? run_start + time_to_expect(count, warmup_rate_per_s_)
                                                   : time_point::min();
  const double lead_expected = lead_.expected(lead_.length);
  if (count < lead_expected)
    return run_start + std::min(time_to_expect(count, lead_.rate_per_s), lead_.length);

  const double cycles = std::floor((count - lead_expected) / cycle_expected_);
  if (!(cycles * in_seconds(cycle_length_) < horizon_s)) // also where no cycle brings anything
    return time_point::max();
  const auto cycle_start = run_start + lead_.length + static_cast<std::int64_t>(cycles) * cycle_length_;
  return time_in_cycle(cycle_start, count - lead_expected - cycles * cycle_expected_);
}

time_point rate_profile::time_in_cycle(time_point cycle_start, double count) const noexcept {
  for (const auto& s : cycle_) {
    const double expected = s.expected(s.length);
    if (count < expected)
      return cycle_start + std::min(time_to_expect(count, s.rate_per_s), s.length);
    count -= expected;
    cycle_start += s.length;
  }
  // The division rounded up to a whole cycle: the next begins here.
  return cycle_start;
}

} // namespace simrun
