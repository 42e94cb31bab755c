// Of the dispatcher: the way of a request from its arrival to a queue.
#include "core/dispatcher.hpp"

namespace simrun {

namespace {

const reason_ptr& no_answer() {
  static const auto text = std::make_shared<const std::string>("nobody was left to answer");
  return text;
}

const reason_ptr& breaker_is_open() {
  static const auto text = std::make_shared<const std::string>("the circuit breaker is open");
  return text;
}

} // namespace

void dispatcher::on_arrivals(std::span<const arrival> arrivals, time_point now) {
  forget_expired(now);
  for (const auto& a : arrivals) {
    // A request sent twice is one request, and one that is past its deadline is none.
    if (a.deadline <= now || !jobs_.enter(a, stage::probing))
      continue;
    if (!cache_up_)
      admit(a.id, *jobs_.find(a.id));
    else
      ask_cache(a, now);
  }
  settle(now);
}

void dispatcher::ask_cache(const arrival& a, time_point now) {
  const auto asking = jobs_.count(stage::probing);
  // A cache that does not answer costs one request at a time its patience, not all.
  if (probes_.silent() && asking > 1)
    return miss(a.id, *jobs_.find(a.id));
  if (asking > waiting_per_queue_max * config_.queue_max)
    return end({a.id, outcome::rejected});
  actions_.probes.push_back({a.id, a.window});
  probes_.asked(a.id, now);
}

void dispatcher::on_cache_answers(std::span<const cache_answer> answers, time_point now) {
  forget_expired(now);
  for (const auto& answer : answers) {
    probes_.answered(answer.id);
    auto* j = jobs_.find({answer.id, 0}, stage::probing);
    if (!j)
      continue;
    if (answer.hit)
      end({answer.id, outcome::cached, std::nullopt, false, answer.features});
    else
      miss(answer.id, *j);
  }
  settle(now);
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
  if (!model_takes_one())
    fall_back(id, j);
  else if (jobs_.count(stage::queued) >= config_.queue_max + model_.room())
    end({id, outcome::rejected});
  else
    queue(id, j);
}

bool dispatcher::model_takes_one() const noexcept {
  if (breaker_.state() == breaker_state::open)
    return false;
  // Half-open means single probes: one request on the whole way.
  if (!breaker_.is_closed() && jobs_.count(stage::queued) + jobs_.count(stage::working) > 0)
    return false;
  // Without a fallback it is better to wait than to fail; with one only as many wait as will be tried.
  return !config_.fallback || model_.trusted() > 0 || jobs_.count(stage::queued) < model_.ripe();
}

void dispatcher::queue(request_id id, job& j) {
  jobs_.move(j, stage::queued);
  model_.push_back({id, j.attempt});
}

void dispatcher::fall_back(request_id id, job& j) {
  if (!config_.fallback)
    return fail(id, error_code::unavailable, breaker_.is_closed() ? no_answer() : breaker_is_open());
  if (fallback_.live() == 0)
    return fail(id, error_code::unavailable, no_answer());
  if (jobs_.count(stage::falling_back) >= config_.queue_max + config_.batch_max)
    return end({id, outcome::rejected});
  jobs_.move(j, stage::falling_back);
  fallback_.push_back({id, j.attempt});
}

std::size_t dispatcher::move_on(const lost_batch& lost, std::optional<std::uint32_t> avoid) {
  std::size_t open = 0;
  for (const auto& t : lost.tickets)
    if (auto* j = jobs_.find(t, stage::working)) {
      ++open;
      retry(t.id, *j, avoid);
    }
  return open;
}

void dispatcher::retry(request_id id, job& j, std::optional<std::uint32_t> avoid) {
  if (++j.attempt >= attempts_max || !breaker_.is_closed())
    return fall_back(id, j);
  ++statistics_.retries;
  jobs_.move(j, stage::queued);
  model_.push_retry({id, j.attempt}, avoid);
}

} // namespace simrun
