#include "core/dispatcher.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

namespace {

const reason_ptr& no_answer() {
  static const auto text = std::make_shared<const std::string>("nobody was left to answer");
  return text;
}

const reason_ptr& fallback_died() {
  static const auto text = std::make_shared<const std::string>("the fallback died with the request");
  return text;
}

} // namespace

dispatcher::dispatcher(const dispatcher_config& config)
    : config_(config), model_(config.workers, config.batch_max), fallback_(1, config.batch_max) {}

void dispatcher::on_arrivals(std::span<const arrival> arrivals, time_point now) {
  forget_expired(now);
  for (const auto& a : arrivals) {
    // A request sent twice is one request, and one that is past its deadline is none.
    if (a.deadline <= now || !jobs_.enter(a, stage::probing))
      continue;
    if (!cache_up_)
      admit(a.id, *jobs_.find(a.id));
    else if (jobs_.count(stage::probing) > waiting_per_queue_max * config_.queue_max)
      end({a.id, outcome::rejected});
    else
      actions_.probes.push_back({a.id, a.window});
  }
  settle();
}

void dispatcher::on_cache_answers(std::span<const cache_answer> answers, time_point now) {
  forget_expired(now);
  for (const auto& answer : answers) {
    auto* j = jobs_.find({answer.id, 0}, stage::probing);
    if (!j)
      continue;
    if (answer.hit)
      end({answer.id, outcome::cached, std::nullopt, false, answer.features});
    else
      miss(answer.id, *j);
  }
  settle();
}

void dispatcher::miss(request_id id, job& j) {
  if (flights_.join(j.window, id))
    admit(id, j);
  else if (jobs_.count(stage::waiting) >= waiting_per_queue_max * config_.queue_max) {
    flights_.leave(j.window, id);
    end({id, outcome::rejected});
  } else
    jobs_.move(j, stage::waiting);
}

void dispatcher::admit(request_id id, job& j) {
  if (model_.live() == 0 && config_.fallback)
    fall_back(id, j);
  else if (jobs_.count(stage::queued) >= config_.queue_max + model_.room())
    end({id, outcome::rejected});
  else
    queue(id, j);
}

void dispatcher::queue(request_id id, job& j) {
  jobs_.move(j, stage::queued);
  model_.push_back({id, j.attempt});
}

void dispatcher::fall_back(request_id id, job& j) {
  if (!config_.fallback || fallback_.live() == 0)
    return fail(id, error_code::unavailable, no_answer());
  if (jobs_.count(stage::falling_back) >= config_.queue_max + config_.batch_max)
    return end({id, outcome::rejected});
  jobs_.move(j, stage::falling_back);
  fallback_.push_back({id, j.attempt});
}

void dispatcher::on_work_done(const work_report& report, time_point now) {
  forget_expired(now);
  const bool by_fallback = report.worker == fallback_worker;
  const bool expected = by_fallback ? fallback_.worker_done(0, report.incarnation)
                                    : model_.worker_done(report.worker, report.incarnation);
  if (!expected) {
    statistics_.late_results += report.results.size();
    return;
  }
  if (!by_fallback) {
    statistics_.extractor_busy += report.service;
    ++statistics_.batches;
  }
  for (const auto& item : report.results)
    if (by_fallback)
      finish_fallback(report, item);
    else
      finish_model(report, item);
  settle();
}

void dispatcher::finish_model(const work_report& report, const work_result& item) {
  const auto id = item.turn.id;
  auto* j = jobs_.find(item.turn, stage::working);
  if (!j)
    ++statistics_.late_results;
  else if (!item.problem)
    deliver(id, item, report.service);
  // The fallback would be given the same bad window: only the model's own trouble is worth its try.
  else if (*item.problem == error_code::bad_input || !config_.fallback)
    fail(id, *item.problem, item.reason);
  else
    fall_back(id, *j);
}

void dispatcher::finish_fallback(const work_report& report, const work_result& item) {
  if (!jobs_.find(item.turn, stage::falling_back))
    ++statistics_.late_results;
  else if (item.problem)
    fail(item.turn.id, *item.problem, item.reason);
  else
    end({item.turn.id, outcome::fallback, report.service, false, item.features});
}

void dispatcher::deliver(request_id id, const work_result& item, duration service) {
  const auto window = jobs_.find(id)->window;
  if (cache_up_)
    actions_.stores.push_back({window, item.features});
  // Landed before it ends, or its end would look like a failure to those who wait.
  const auto waiting = flights_.leads(window, id) ? flights_.land(window) : std::deque<request_id>{};
  end({id, outcome::extracted, service, false, item.features});
  for (const auto other : waiting)
    end({other, outcome::cached, std::nullopt, false, item.features});
}

void dispatcher::on_worker_up(std::uint32_t worker, std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  model_.worker_up(worker, incarnation);
  settle();
}

std::size_t dispatcher::on_worker_down(std::uint32_t worker, std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  const auto lost = model_.worker_down(worker, incarnation);
  std::size_t open = 0;
  // Backwards, so that what waited longest stands first again.
  for (auto t = lost.rbegin(); t != lost.rend(); ++t)
    if (auto* j = jobs_.find(*t, stage::working)) {
      ++open;
      retry(t->id, *j);
    }
  drain_if_no_worker();
  settle();
  return open;
}

void dispatcher::retry(request_id id, job& j) {
  if (++j.attempt >= attempts_max)
    return fall_back(id, j);
  ++statistics_.retries;
  jobs_.move(j, stage::queued);
  model_.push_front({id, j.attempt});
}

void dispatcher::drain_if_no_worker() {
  if (model_.live() > 0 || !config_.fallback)
    return;
  while (const auto t = model_.pop_front())
    if (auto* j = jobs_.find(*t, stage::queued))
      fall_back(t->id, *j);
}

std::size_t dispatcher::on_cache_down(time_point now) {
  forget_expired(now);
  cache_up_ = false;
  const auto asked = jobs_.all_at(stage::probing);
  for (const auto id : asked)
    admit(id, *jobs_.find(id));
  settle();
  return asked.size();
}

void dispatcher::on_fallback_up(std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  fallback_.worker_up(0, incarnation);
  settle();
}

std::size_t dispatcher::on_fallback_down(std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  auto lost = fallback_.worker_down(0, incarnation);
  while (const auto t = fallback_.pop_front())
    lost.push_back(*t);
  std::size_t open = 0;
  for (const auto& t : lost)
    if (jobs_.find(t, stage::falling_back)) {
      ++open;
      fail(t.id, error_code::unavailable, fallback_died());
    }
  settle();
  return open;
}

void dispatcher::on_timer(time_point now) {
  forget_expired(now);
  settle();
}

void dispatcher::fail(request_id id, error_code why, reason_ptr reason) {
  end({id, outcome::failed, std::nullopt, why == error_code::resource, nullptr, std::move(reason)});
}

void dispatcher::end(completion ended) {
  const auto id = ended.id;
  const auto j = jobs_.remove(id);
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
  while (const auto id = jobs_.next_expired(now)) {
    const auto j = jobs_.remove(*id);
    ++statistics_.expired;
    leave_flight(*id, j);
  }
}

/// Every call ends here: what became free is filled.
void dispatcher::settle() {
  while (!promoted_.empty()) {
    const auto id = promoted_.back();
    promoted_.pop_back();
    if (auto* j = jobs_.find(id))
      admit(id, *j);
  }
  hand_out_work();
  hand_out_fallback();
  queue_peak_ = std::max(queue_peak_, waiting());
}

std::size_t dispatcher::take_queue_peak() noexcept {
  return std::exchange(queue_peak_, waiting());
}

void dispatcher::hand_out_work() {
  // Tickets whose request has expired in the queue are worth no worker's time, and no room.
  while (model_.front() && !jobs_.find(*model_.front(), stage::queued))
    model_.pop_front();
  while (const auto batch = model_.next_batch()) {
    work_batch_order order{batch->worker, batch->incarnation, {}};
    for (const auto& t : batch->tickets)
      if (auto* j = jobs_.find(t, stage::queued)) {
        jobs_.move(*j, stage::working);
        order.items.push_back({t, j->window});
      }
    if (order.items.empty())
      model_.worker_done(batch->worker, batch->incarnation);
    else
      actions_.work.push_back(std::move(order));
  }
}

void dispatcher::hand_out_fallback() {
  while (const auto batch = fallback_.next_batch()) {
    work_batch_order order{fallback_worker, batch->incarnation, {}};
    for (const auto& t : batch->tickets)
      if (const auto* j = jobs_.find(t, stage::falling_back))
        order.items.push_back({t, j->window});
    if (order.items.empty())
      fallback_.worker_done(0, batch->incarnation);
    else
      actions_.fallbacks.push_back(std::move(order));
  }
}

} // namespace simrun
