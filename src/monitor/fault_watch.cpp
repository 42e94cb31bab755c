#include "monitor/fault_watch.hpp"

namespace simrun {

fault_watch::fault_watch(std::span<const requirement> requirements, std::size_t faults, duration stays)
    : rules_(requirements),
      recovery_(rules_, faults, stays),
      availability_(rules_),
      fired_(faults),
      degradations_(faults) {}

void fault_watch::saw(std::size_t fault, std::optional<time_point> fired, std::optional<time_point> healed) {
  if (!fired || fault >= fired_.size())
    return;
  if (const auto at = active_.find(fault); at != active_.end())
    at->second.healed = healed;
  else if (!fired_[fault])
    active_.emplace(fault, active_fault{*fired, healed, {}});
  fired_[fault] = true;
}

void fault_watch::feed(const load_slice& slice) {
  settle_healed(slice.middle());
  auto& part = charge_active(slice) ? faulty_ : healthy_;
  part.counts += slice;
  part.length += slice.end - slice.begin;
  recovery_.feed(slice);
  availability_.feed(slice);
}

/// Whether there was any to charge.
bool fault_watch::charge_active(const load_slice& slice) {
  bool any = false;
  for (auto& [index, fault] : active_)
    if (fault.fired <= slice.middle()) {
      fault.meter.feed(slice);
      any = true;
    }
  return any;
}

void fault_watch::settle_healed(time_point until) {
  for (auto at = active_.begin(); at != active_.end();) {
    const auto& [index, fault] = *at;
    if (!fault.healed || *fault.healed > until) {
      ++at;
      continue;
    }
    degradations_[index] = fault.meter.result();
    recovery_.healed(index, *fault.healed);
    at = active_.erase(at);
  }
}

fault_evidence fault_watch::evidence() const {
  fault_evidence found{
      degradations_, recovery_.recoveries(), recovery_.held_up_by(), availability_.share(), faulty_,
      healthy_};
  for (const auto& [index, fault] : active_)
    found.degradations[index] = fault.meter.result();
  return found;
}

} // namespace simrun
