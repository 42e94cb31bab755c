#include "chaos/fault_overlap.hpp"

#include "chaos/fault_form.hpp"
#include "chaos/fault_reach.hpp"
#include "chaos/fault_times.hpp"

#include <fmt/format.h>
#include <vector>

namespace simrun {

namespace {

struct held_time {
  time_point from;
  time_point to;
};

/// When a fault holds what it hits: each firing, or with random times all of the time in which there may be
/// one.
std::vector<held_time> held_times(std::span<const fault_spec> faults, std::size_t index,
                                  const fault_bounds& bounds) {
  const auto& fault = faults[index];
  if (fault.random_times)
    return {{fault.at, heals_at(faults, index, last_possible_firing(fault, bounds), bounds)}};
  std::vector<held_time> times;
  for (const auto at : fixed_times(fault, bounds))
    times.push_back({at, heals_at(faults, index, at, bounds)});
  return times;
}

bool ends_at(const fault_spec& messages, const fault_reach& hit, const fault_bounds& bounds) {
  return reach_of_target(messages, bounds).meets(hit) || reach_of_senders(messages, bounds).meets(hit);
}

bool exclude_each_other(const fault_spec& a, const fault_spec& b, const fault_bounds& bounds) {
  const auto hit_a = reach_of_target(a, bounds);
  const auto hit_b = reach_of_target(b, bounds);
  const bool one_kills = a.what == fault_kind::kill || b.what == fault_kind::kill;
  if (a.what != b.what && !one_kills)
    return false;
  if (a.what == b.what && is_of_messages(a.what))
    return hit_a.meets(hit_b) && reach_of_senders(a, bounds).meets(reach_of_senders(b, bounds));
  return ends_at(a, hit_b, bounds) || ends_at(b, hit_a, bounds);
}

/// The time of the other that the first firing in question falls into. Both are in order.
std::optional<held_time> first_met(const std::vector<held_time>& later, const std::vector<held_time>& earlier,
                                   bool ties_are_later) {
  std::size_t next = 0;
  std::optional<held_time> before;
  for (const auto& firing : later) {
    for (; next < earlier.size() &&
           (earlier[next].from < firing.from || (ties_are_later && earlier[next].from == firing.from));
         ++next)
      before = earlier[next];
    if (before && firing.from <= before->to)
      return before;
  }
  return std::nullopt;
}

std::string at_text(time_point t) {
  return to_text(t.time_since_epoch());
}

} // namespace

std::optional<std::string> check_overlap(std::span<const fault_spec> faults, std::size_t later,
                                         const fault_bounds& bounds) {
  const auto& fault = faults[later];
  const auto times = held_times(faults, later, bounds);
  for (std::size_t i = 0; i < faults.size(); ++i) {
    if (i == later || !exclude_each_other(fault, faults[i], bounds))
      continue;
    const auto met = first_met(times, held_times(faults, i, bounds), i < later);
    if (met && (fault.random_times || faults[i].random_times))
      return fmt::format("'{}' may come before '{}' has healed: times that are drawn keep what they may hit "
                         "to themselves",
                         fault.text, faults[i].text);
    if (met)
      return fmt::format("'{}' comes before '{}' has healed, at {}", fault.text, faults[i].text,
                         at_text(met->to));
  }
  return std::nullopt;
}

} // namespace simrun
