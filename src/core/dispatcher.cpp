// What every call of the dispatcher ends with: requests that end, and work for those who are free.
#include "core/dispatcher.hpp"

#include "core/mutation.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

namespace {

/// A zone may go down with hundreds of workers at once, all with a batch in hand. The latest batches are
/// enough of each worker that this is no majority.
breaker_config for_workers(breaker_config breaker, std::uint32_t workers) {
  constexpr std::uint32_t samples_per_worker = 4;
  breaker.samples = std::max(breaker.samples, samples_per_worker * workers);
  return breaker;
}

} // namespace

dispatcher::dispatcher(const dispatcher_config& config)
    : config_(config),
      model_(config.workers, config.batch_max, config.attempt_timeout),
      fallback_(1, config.batch_max, config.attempt_timeout),
      breaker_(for_workers(config.breaker, config.workers)),
      probes_(config.probe_timeout) {}

void dispatcher::fail(request_id id, error_code why, reason_ptr reason) {
  end({id, outcome::failed, std::nullopt, why == error_code::resource, nullptr, std::move(reason)});
}

void dispatcher::end(completion ended) {
  const auto id = ended.id;
  const auto j = jobs_.remove(id);
  if (mutated_for(mutation::double_count, id))
    actions_.completions.push_back(ended);
  if (!mutated_for(mutation::drop_outcome, id))
    actions_.completions.push_back(std::move(ended));
  leave_flight(id, j);
}

void dispatcher::leave_flight(request_id id, const job& j) {
  if (flights_.leads(j.window, id)) {
    if (const auto next = flights_.hand_over(j.window))
      promoted_.push_back(*next);
  } else if (j.at == stage::waiting)
    flights_.leave(j.window, id);
}

void dispatcher::forget_expired(time_point now) {
  if (mutated(mutation::forget_deadline))
    return;
  while (const auto id = jobs_.next_expired(now)) {
    const auto j = jobs_.remove(*id);
    ++statistics_.expired;
    leave_flight(*id, j);
  }
}

/// Every call ends here: what became free is filled.
void dispatcher::settle(time_point now) {
  do {
    while (!promoted_.empty()) {
      const auto id = promoted_.back();
      promoted_.pop_back();
      if (auto* j = jobs_.find(id))
        admit(id, *j);
    }
    hand_out_work(now);
    drain_if_hopeless();
  } while (!promoted_.empty());
  hand_out_fallback(now);
  queue_peak_ = std::max(queue_peak_, waiting());
}

std::size_t dispatcher::take_queue_peak() noexcept {
  return std::exchange(queue_peak_, waiting());
}

void dispatcher::hand_out_work(time_point now) {
  // Tickets whose request has expired in the queue are worth no worker's time, and no room.
  const auto ended = [this](const ticket& t) { return !jobs_.find(t, stage::queued); };
  for (model_.drop_ended(ended); const auto batch = model_.next_batch(now); model_.drop_ended(ended)) {
    work_batch_order order{batch->worker, batch->incarnation, batch->number, {}};
    order.items.reserve(batch->tickets.size());
    for (const auto& t : batch->tickets)
      if (auto* j = jobs_.find(t, stage::queued)) {
        jobs_.move(*j, stage::working);
        order.items.push_back({t, j->window});
      }
    if (order.items.empty())
      model_.take_back(*batch);
    else
      actions_.work.push_back(std::move(order));
  }
}

void dispatcher::hand_out_fallback(time_point now) {
  const auto ended = [this](const ticket& t) { return !jobs_.find(t, stage::falling_back); };
  for (fallback_.drop_ended(ended); const auto batch = fallback_.next_batch(now);
       fallback_.drop_ended(ended)) {
    work_batch_order order{fallback_worker, batch->incarnation, batch->number, {}};
    for (const auto& t : batch->tickets)
      if (const auto* j = jobs_.find(t, stage::falling_back))
        order.items.push_back({t, j->window});
    if (order.items.empty())
      fallback_.take_back(*batch);
    else
      actions_.fallbacks.push_back(std::move(order));
  }
}

/// Where no worker will take what is queued soon, the fallback answers it now.
void dispatcher::drain_if_hopeless() {
  const bool nobody = config_.fallback && model_.trusted() == 0;
  if (!nobody && breaker_.state() != breaker_state::open)
    return;
  while (const auto t = model_.pop_front())
    if (auto* j = jobs_.find(*t, stage::queued))
      fall_back(t->id, *j);
}

} // namespace simrun
