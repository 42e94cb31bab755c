#include "monitor/dispatcher_audit.hpp"

#include <algorithm>

namespace simrun {

void dispatcher_audit::sign(std::uint64_t& count, std::uint64_t to) {
  if (to <= count)
    return;
  count = to;
  owner_.note_sign();
}

void dispatcher_audit::arrived(std::span<const arrival> requests, time_point now) {
  // Before the new ones: a copy of what has ended is a request again.
  forget_past(now);
  for (const auto& a : requests)
    if (a.deadline > now && deadlines_.try_emplace(a.id, a.deadline).second)
      by_deadline_.emplace(a.deadline, a.id);
}

void dispatcher_audit::reported(const work_report& report) {
  const auto found = orders_.find(report.worker);
  if (found != orders_.end() && found->second.number == report.number)
    orders_.erase(found);
}

void dispatcher_audit::worker_died(std::uint32_t worker, std::uint32_t incarnation, std::size_t moved,
                                   time_point now) {
  forget_past(now);
  seen_.moved_by_death += moved;
  auto& last_life = dead_.try_emplace(worker, incarnation).first->second;
  last_life = std::max(last_life, incarnation);
  const auto found = orders_.find(worker);
  if (found == orders_.end() || found->second.incarnation != incarnation)
    return;
  const auto at_hand = static_cast<std::uint64_t>(std::ranges::count_if(
      found->second.requests, [this](request_id id) { return deadlines_.contains(id); }));
  orders_.erase(found);
  if (at_hand > moved)
    sign(seen_.left_with_dead, seen_.left_with_dead + at_hand - moved);
}

void dispatcher_audit::acted(dispatcher& core, time_point now, std::size_t mailbox) {
  for (const auto& end : core.actions().completions)
    told(end, now);
  forget_past(now);
  for (const auto& work : core.actions().work) {
    if (const auto dead = dead_.find(work.worker); dead != dead_.end() && work.incarnation <= dead->second)
      sign(seen_.ordered_from_dead, seen_.ordered_from_dead + 1);
    auto& given = orders_[work.worker] = {work.incarnation, work.number, now, {}};
    for (const auto& item : work.items)
      given.requests.push_back(item.turn.id);
  }
  compare_holdings(core.open());
  note_maxima(core, mailbox);
}

void dispatcher_audit::told(const completion& end, time_point now) {
  const auto found = deadlines_.find(end.id);
  if (found == deadlines_.end())
    return sign(seen_.answers_made_up, seen_.answers_made_up + 1);
  if (found->second <= now)
    sign(seen_.answers_past_deadline, seen_.answers_past_deadline + 1);
  by_deadline_.erase({found->second, end.id});
  deadlines_.erase(found);
}

/// Requests whose deadline has passed, and batches that the dispatcher no longer waits for.
void dispatcher_audit::forget_past(time_point now) {
  while (!by_deadline_.empty() && by_deadline_.begin()->first <= now) {
    deadlines_.erase(by_deadline_.begin()->second);
    by_deadline_.erase(by_deadline_.begin());
  }
  std::erase_if(orders_, [&](const auto& o) { return o.second.sent + attempt_timeout_ <= now; });
}

void dispatcher_audit::compare_holdings(std::size_t held_by_core) {
  const auto open = deadlines_.size();
  if (held_by_core < open)
    sign(seen_.answers_missing, open - held_by_core);
  if (held_by_core > open)
    sign(seen_.kept_past_deadline, held_by_core - open);
}

void dispatcher_audit::note_maxima(const dispatcher& core, std::size_t mailbox) {
  const auto raise = [](std::uint64_t& max, std::size_t value) { max = std::max<std::uint64_t>(max, value); };
  raise(seen_.queued_max, core.count(stage::queued));
  raise(seen_.falling_back_max, core.count(stage::falling_back));
  raise(seen_.waiting_max, core.count(stage::waiting));
  raise(seen_.probing_max, core.count(stage::probing));
  raise(seen_.mailbox_max, mailbox);
  const auto& statistics = core.statistics();
  seen_.retries = statistics.retries;
  seen_.attempt_timeouts = statistics.attempt_timeouts;
  seen_.late_results = statistics.late_results;
  seen_.expired = statistics.expired;
}

} // namespace simrun
