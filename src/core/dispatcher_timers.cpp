// Of the dispatcher: who owes an answer and does not give it in time.
#include "core/dispatcher.hpp"

#include <algorithm>

namespace simrun {

namespace {

const reason_ptr& fallback_late() {
  static const auto text = std::make_shared<const std::string>("the fallback did not answer in time");
  return text;
}

} // namespace

std::optional<time_point> dispatcher::next_timer() const noexcept {
  std::optional<time_point> next;
  for (const auto& due :
       {model_.next_timer(), fallback_.next_timer(), probes_.next_timer(), breaker_.next_timer()})
    if (due && (!next || *due < *next))
      next = due;
  return next;
}

void dispatcher::on_timer(time_point now) {
  forget_expired(now);
  breaker_.on_timer(now);
  time_out_workers(now);
  time_out_fallback(now);
  time_out_probes(now);
  model_.ripen_suspects(now);
  fallback_.ripen_suspects(now);
  settle(now);
}

void dispatcher::time_out_workers(time_point now) {
  while (const auto lost = model_.next_overdue(now)) {
    breaker_.failed(lost->sent, now);
    statistics_.attempt_timeouts += move_on(*lost, lost->worker);
  }
}

void dispatcher::time_out_fallback(time_point now) {
  while (const auto lost = fallback_.next_overdue(now))
    for (const auto& t : lost->tickets)
      if (jobs_.find(t, stage::falling_back)) {
        ++statistics_.attempt_timeouts;
        fail(t.id, error_code::unavailable, fallback_late());
      }
}

void dispatcher::time_out_probes(time_point now) {
  const auto asks = [this](request_id id) { return jobs_.find({id, 0}, stage::probing); };
  while (const auto id = probes_.next_overdue(now))
    if (auto* j = asks(*id)) {
      ++statistics_.probe_timeouts;
      probes_.note_silence();
      miss(*id, *j);
    }
  probes_.drop_ended([&](request_id id) { return !asks(id); });
}

} // namespace simrun
