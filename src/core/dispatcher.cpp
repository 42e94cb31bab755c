#include "core/dispatcher.hpp"

#include <algorithm>

namespace simrun {

dispatcher::dispatcher(const dispatcher_config& config)
    : config_(config), model_(config.workers, config.batch_max), fallback_(1, config.batch_max) {}

void dispatcher::on_arrivals(std::span<const arrival> arrivals, time_point now) {
  forget_expired(now);
  for (const auto& a : arrivals) {
    // A request sent twice is one request, and one that is past its deadline is none.
    if (a.deadline <= now || !jobs_.try_emplace(a.id, job{a.window, a.deadline}).second)
      continue;
    deadlines_.emplace_back(a.deadline, a.id);
    if (!cache_up_)
      admit(a.id);
    else if (probing_ >= probing_per_queue_max * config_.queue_max)
      end(a.id, {a.id, outcome::rejected});
    else {
      ++probing_;
      actions_.probes.push_back({a.id, a.window});
    }
  }
  hand_out();
}

void dispatcher::on_cache_answers(std::span<const cache_answer> answers, time_point now) {
  forget_expired(now);
  for (const auto& answer : answers) {
    const auto* j = find({answer.id, 0}, phase::probing);
    if (!j)
      continue;
    --probing_;
    if (answer.hit)
      end(answer.id, {answer.id, outcome::cached, std::nullopt, false, answer.features});
    else
      miss(answer.id);
  }
  hand_out();
}

void dispatcher::miss(request_id id) {
  auto& j = jobs_.at(id);
  if (flights_.join(j.window, id))
    admit(id);
  else
    j.now = phase::waiting;
}

void dispatcher::admit(request_id id) {
  if (model_.live() == 0 && config_.fallback)
    fall_back(id);
  else if (model_.queued() >= config_.queue_max)
    end(id, {id, outcome::rejected});
  else
    queue(id, false);
}

void dispatcher::queue(request_id id, bool in_front) {
  auto& j = jobs_.at(id);
  j.now = phase::queued;
  const ticket t{id, j.attempt};
  in_front ? model_.push_front(t) : model_.push_back(t);
}

void dispatcher::fall_back(request_id id) {
  auto& j = jobs_.at(id);
  if (!config_.fallback || fallback_.live() == 0)
    return fail(id, error_code::unavailable);
  if (fallback_.queued() >= config_.queue_max)
    return end(id, {id, outcome::rejected});
  j.now = phase::falling_back;
  fallback_.push_back({id, j.attempt});
}

void dispatcher::on_work_done(const work_report& report, time_point now) {
  forget_expired(now);
  const bool by_fallback = report.worker == fallback_worker;
  auto& pool = by_fallback ? fallback_ : model_;
  if (!pool.worker_done(by_fallback ? 0 : report.worker, report.incarnation))
    return;
  if (!by_fallback) {
    statistics_.extractor_busy += report.service;
    ++statistics_.batches;
  }
  for (const auto& item : report.results)
    finish_worked(report, item);
  hand_out();
}

void dispatcher::finish_worked(const work_report& report, const work_result& item) {
  const bool by_fallback = report.worker == fallback_worker;
  if (!find(item.turn, by_fallback ? phase::falling_back : phase::working)) {
    ++statistics_.late_results;
    return;
  }
  const auto id = item.turn.id;
  if (!item.problem && by_fallback)
    end(id, {id, outcome::fallback, report.service, false, item.features});
  else if (!item.problem)
    deliver(id, item, report.service);
  // The fallback would be given the same bad window: only the model's own trouble is worth its try.
  else if (by_fallback || *item.problem == error_code::bad_input || !config_.fallback)
    fail(id, *item.problem);
  else
    fall_back(id);
}

void dispatcher::deliver(request_id id, const work_result& item, duration service) {
  const auto window = jobs_.at(id).window;
  const bool leader = flights_.leads(window, id);
  if (cache_up_)
    actions_.stores.push_back({window, item.features});
  // Landed before it ends, or its end would look like a failure to those who wait.
  const auto waiting = leader ? flights_.land(window) : std::vector<request_id>{};
  end(id, {id, outcome::extracted, service, false, item.features});
  for (const auto other : waiting)
    end(other, {other, outcome::cached, std::nullopt, false, item.features});
}

void dispatcher::on_worker_up(std::uint32_t worker, std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  model_.worker_up(worker, incarnation);
  hand_out();
}

std::size_t dispatcher::on_worker_down(std::uint32_t worker, std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  const auto lost = model_.worker_down(worker, incarnation);
  // Backwards, so that what waited longest stands first again.
  for (auto t = lost.rbegin(); t != lost.rend(); ++t)
    retry(*t);
  drain_if_no_worker();
  hand_out();
  return lost.size();
}

void dispatcher::retry(const ticket& lost) {
  auto* j = find(lost, phase::working);
  if (!j)
    return;
  if (++j->attempt < attempts_max) {
    ++statistics_.retries;
    queue(lost.id, true);
  } else
    fall_back(lost.id);
}

void dispatcher::drain_if_no_worker() {
  if (model_.live() > 0 || !config_.fallback)
    return;
  while (const auto t = model_.pop_front())
    if (find(*t, phase::queued))
      fall_back(t->id);
}

std::size_t dispatcher::on_cache_down(time_point now) {
  forget_expired(now);
  cache_up_ = false;
  std::vector<request_id> asked;
  for (const auto& [deadline, id] : deadlines_)
    if (const auto j = jobs_.find(id); j != jobs_.end() && j->second.now == phase::probing)
      asked.push_back(id);
  probing_ = 0;
  for (const auto id : asked)
    admit(id);
  hand_out();
  return asked.size();
}

void dispatcher::on_fallback_up(std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  fallback_.worker_up(0, incarnation);
  hand_out();
}

std::size_t dispatcher::on_fallback_down(std::uint32_t incarnation, time_point now) {
  forget_expired(now);
  auto lost = fallback_.worker_down(0, incarnation);
  while (const auto t = fallback_.pop_front())
    lost.push_back(*t);
  for (const auto& t : lost)
    if (find(t, phase::falling_back))
      fail(t.id, error_code::unavailable);
  return lost.size();
}

void dispatcher::fail(request_id id, error_code why) {
  end(id, {id, outcome::failed, std::nullopt, why == error_code::resource, nullptr});
}

void dispatcher::end(request_id id, completion ended) {
  const auto place = jobs_.find(id);
  const auto j = place->second;
  jobs_.erase(place);
  actions_.completions.push_back(std::move(ended));
  leave_flight(id, j);
}

void dispatcher::leave_flight(request_id id, const job& j) {
  if (j.now == phase::waiting)
    return flights_.leave(j.window, id);
  if (!flights_.leads(j.window, id))
    return;
  if (const auto next = flights_.hand_over(j.window))
    admit(*next);
}

void dispatcher::forget_expired(time_point now) {
  // What ended already is skipped here, so the list is as long as the requests of one timeout.
  while (!deadlines_.empty() && deadlines_.front().first <= now) {
    const auto id = deadlines_.front().second;
    deadlines_.pop_front();
    const auto place = jobs_.find(id);
    if (place == jobs_.end())
      continue;
    const auto j = place->second;
    jobs_.erase(place);
    probing_ -= j.now == phase::probing ? 1 : 0;
    ++statistics_.expired;
    leave_flight(id, j);
  }
}

void dispatcher::hand_out() {
  hand_out(model_, phase::working, actions_.work);
  hand_out(fallback_, phase::falling_back, actions_.fallbacks);
}

void dispatcher::hand_out(worker_pool& pool, phase working, std::vector<work_batch_order>& orders) {
  while (auto batch = pool.next_batch()) {
    work_batch_order order{batch->worker, batch->incarnation, {}};
    for (const auto& t : batch->tickets)
      // A ticket whose request has expired in the queue is not worth a worker's time.
      if (auto* j = find(t, working == phase::working ? phase::queued : phase::falling_back)) {
        j->now = working;
        order.items.push_back({t, j->window});
      }
    if (order.items.empty())
      pool.worker_done(batch->worker, batch->incarnation);
    else
      orders.push_back(std::move(order));
  }
}

dispatcher::job* dispatcher::find(const ticket& t, phase expected) {
  const auto place = jobs_.find(t.id);
  if (place == jobs_.end() || place->second.now != expected || place->second.attempt != t.attempt)
    return nullptr;
  return &place->second;
}

} // namespace simrun
