#include "chaos/fault_times.hpp"

#include "chaos/fault_form.hpp"

namespace simrun {

namespace {

/// Of the mean pause: time to recover that no draw takes away.
constexpr double fixed_part = 0.1;

duration draw_pause(duration mean, random_stream& random) {
  const auto mean_s = in_seconds(mean);
  return from_seconds(mean_s * fixed_part + mean_s * (1 - fixed_part) * random.exponential());
}

} // namespace

duration length_of(const fault_spec& fault, const fault_bounds& bounds) noexcept {
  if (fault.lasts)
    return *fault.lasts;
  return form_of(fault).momentary ? duration::zero() : bounds.restart_delay;
}

time_point heals_at(const fault_spec& fault, time_point at, const fault_bounds& bounds) noexcept {
  return at + length_of(fault, bounds);
}

time_point last_possible_firing(const fault_spec& fault, const fault_bounds& bounds) noexcept {
  const auto just_before_end = run_start + bounds.measured - duration(1);
  const auto last_to_heal = just_before_end - length_of(fault, bounds);
  const auto last_to_recover = std::max(fault.at, last_to_heal - bounds.recovered_after);
  return fault.until.value_or(std::min(last_to_heal, last_to_recover));
}

std::vector<time_point> fixed_times(const fault_spec& fault, const fault_bounds& bounds) {
  std::vector<time_point> times{fault.at};
  if (!fault.every)
    return times;
  const auto last = last_possible_firing(fault, bounds);
  const auto room = static_cast<std::size_t>(firings_max);
  while (times.size() < room && last - times.back() >= *fault.every)
    times.push_back(times.back() + *fault.every);
  return times;
}

std::vector<time_point> draw_times(const fault_spec& fault, const fault_bounds& bounds,
                                   random_stream random) {
  if (!fault.random_times)
    return fixed_times(fault, bounds);
  const auto length = length_of(fault, bounds);
  const auto pause = *fault.every - length;
  const auto last = last_possible_firing(fault, bounds);
  std::vector<time_point> times;
  for (auto at = fault.at + draw_pause(pause, random); at <= last; at += length + draw_pause(pause, random))
    times.push_back(at);
  // A fault that never fires would prove nothing.
  if (times.empty())
    times.push_back(fault.at + from_seconds(in_seconds(last - fault.at) * random.uniform()));
  return times;
}

} // namespace simrun
