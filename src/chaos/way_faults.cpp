#include "chaos/way_faults.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace simrun {

namespace {

duration draw_extra(const fault_spec& spec, random_stream& random) {
  const auto spread = spec.jitter.count() * (2 * random.uniform() - 1);
  return std::max(duration{}, spec.extra + duration(static_cast<duration::rep>(spread)));
}

/// First come, first served: what is slow lets nothing overtake.
duration wait_in_line(time_point& free_at, duration taken, time_point now, time_point begins) {
  free_at = std::max(begins, free_at) + taken;
  return free_at - now;
}

duration at_rate(std::size_t requests, double rate) {
  return std::chrono::duration_cast<duration>(
      std::chrono::duration<double>(static_cast<double>(requests) / rate));
}

} // namespace

void way_faults::begin(std::size_t firing, const fault_spec& spec, const random_stream& random) {
  active_.push_back({firing, spec, random});
}

void way_faults::end(std::size_t firing) {
  std::erase_if(active_, [firing](const active_fault& f) { return f.firing == firing; });
}

message_fate way_faults::decide(std::size_t requests, time_point now, const effect& affected) {
  message_fate fate;
  for (auto& fault : active_) {
    if (meets(fault, requests, now, fate))
      affected(fault.firing);
    if (!fate.passes())
      break;
  }
  return fate;
}

bool way_faults::meets(active_fault& fault, std::size_t requests, time_point now, message_fate& fate) {
  const auto& spec = fault.spec;
  // Drawn even where it is certain: the next draw does not depend on the probability.
  const bool hit = fault.random.uniform() < spec.probability;
  // Who is to be overtaken needs somebody who is not.
  if (std::exchange(fault.one_waits, false) || !hit)
    return false;
  switch (spec.what) {
  case fault_kind::pause:
    fate.held = true;
    return true;
  case fault_kind::drop:
    fate.dropped = true;
    return true;
  case fault_kind::duplicate:
    ++fate.copies;
    return true;
  case fault_kind::reorder:
    fate.swapped = true;
    fault.one_waits = true;
    return true;
  case fault_kind::delay:
    fate.delay += draw_extra(spec, fault.random);
    return true;
  case fault_kind::slow: {
    // Each message takes its time, side by side with the others, but none overtakes.
    const auto leaves = std::max(fault.free_at, now + fate.delay + draw_extra(spec, fault.random));
    fault.free_at = leaves;
    fate.delay = leaves - now;
    return true;
  }
  case fault_kind::throttle:
    if (requests > 0)
      fate.delay = wait_in_line(fault.free_at, at_rate(requests, spec.rate), now, now + fate.delay);
    return requests > 0;
  default:
    return false;
  }
}

bool way_faults::has(fault_kind kind) const noexcept {
  return std::ranges::any_of(active_, [kind](const active_fault& f) { return f.spec.what == kind; });
}

} // namespace simrun
