#include "chaos/fault_times.hpp"

#include "chaos/fault_form.hpp"
#include "chaos/fault_reach.hpp"
#include "core/restart_delay.hpp"

#include <algorithm>

namespace simrun {

namespace {

/// Of the mean pause: time to recover that no draw takes away.
constexpr double fixed_part = 0.1;

duration draw_pause(duration mean, random_stream& random) {
  const auto mean_s = in_seconds(mean);
  return from_seconds(mean_s * fixed_part + mean_s * (1 - fixed_part) * random.exponential());
}

bool by_policy(const fault_spec& fault) {
  return fault.what == fault_kind::kill && !fault.lasts && !ends_run(fault);
}

/// Firings from `from` to `to`, its end not included; of random times as if they were fixed, and one more.
std::size_t firings_between(const fault_spec& fault, time_point from, time_point to,
                            const fault_bounds& bounds) {
  if (!fault.every)
    return fault.at >= from && fault.at < to ? 1 : 0;
  const auto begin = std::max(from, fault.at);
  const auto end = std::min(to, last_possible_firing(fault, bounds) + duration(1));
  if (begin >= end)
    return 0;
  // Those before a time: at, at + every, ...
  const auto before = [&fault](time_point t) {
    return (t - fault.at + *fault.every - duration(1)) / *fault.every;
  };
  return static_cast<std::size_t>(before(end) - before(begin)) + (fault.random_times ? 1 : 0);
}

} // namespace

duration length_of(const fault_spec& fault, const fault_bounds& bounds) noexcept {
  if (fault.lasts)
    return *fault.lasts;
  if (form_of(fault).momentary)
    return duration::zero();
  if (!bounds.restarts)
    return bounds.restart_delay;
  // Of one that comes back: when it has come back as often as the policy remembers.
  const auto lately = fault.every ? bounds.restarts->restarts_within / *fault.every : 0;
  return restart_delay_after(std::min<std::size_t>(lately, bounds.restarts->restarts_max), *bounds.restarts);
}

time_point heals_at(const fault_spec& fault, time_point at, const fault_bounds& bounds) noexcept {
  return at + length_of(fault, bounds);
}

std::size_t restarts_before(std::span<const fault_spec> faults, std::size_t index, time_point at,
                            const fault_bounds& bounds) {
  if (!bounds.restarts || !by_policy(faults[index]))
    return 0;
  const auto hit = reach_of_target(faults[index], bounds);
  const auto since = at - bounds.restarts->restarts_within + duration(1);
  std::size_t restarts = 0;
  for (std::size_t i = 0; i < faults.size(); ++i)
    if (by_policy(faults[i]) && (i == index || reach_of_target(faults[i], bounds).meets(hit)))
      // Of two at the same time, the one written later comes second.
      restarts += firings_between(faults[i], since, i < index ? at + duration(1) : at, bounds);
  return restarts;
}

time_point heals_at(std::span<const fault_spec> faults, std::size_t index, time_point at,
                    const fault_bounds& bounds) {
  const auto& fault = faults[index];
  if (!bounds.restarts || !by_policy(fault))
    return heals_at(fault, at, bounds);
  return at + restart_delay_after(restarts_before(faults, index, at, bounds), *bounds.restarts);
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
