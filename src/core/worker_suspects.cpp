// Of the worker pool: what becomes of workers that do not report in time.
#include "core/worker_pool.hpp"

#include <algorithm>

namespace simrun {

namespace {

/// How long a suspect is left alone, in timeouts: at first, for only a message may have been lost, and at
/// most.
constexpr duration first_patience(duration timeout) {
  return timeout / 4;
}
constexpr duration longest_patience(duration timeout) {
  return timeout * 16;
}

} // namespace

bool worker_pool::is_open(const due_batch& batch) const noexcept {
  const auto& slot = workers_[batch.worker];
  return slot.now == standing::busy && slot.number == batch.number;
}

std::optional<time_point> worker_pool::next_timer() const noexcept {
  std::optional<time_point> next;
  if (!dues_.empty())
    next = dues_.front().due;
  if (!late_.empty())
    next = std::min(next.value_or(time_point::max()), late_.begin()->first);
  return next;
}

std::optional<lost_batch> worker_pool::next_overdue(time_point now) {
  while (!dues_.empty() && (dues_.front().due <= now || !is_open(dues_.front()))) {
    const auto batch = dues_.front();
    dues_.pop_front();
    if (!is_open(batch))
      continue;
    auto& slot = workers_[batch.worker];
    suspect(batch.worker, now);
    return lost_batch{batch.worker, slot.sent, std::exchange(slot.in_hand, {})};
  }
  return std::nullopt;
}

void worker_pool::suspect(std::uint32_t worker, time_point now) {
  auto& slot = workers_[worker];
  slot.patience =
      slot.suspect ? std::min(2 * slot.patience, longest_patience(timeout_)) : first_patience(timeout_);
  trusted_ -= slot.suspect ? 0 : 1;
  slot.suspect = true;
  slot.now = standing::late;
  slot.ripe_at = now + slot.patience;
  late_.emplace(slot.ripe_at, worker);
}

void worker_pool::ripen_suspects(time_point now) {
  while (!late_.empty() && late_.begin()->first <= now) {
    const auto worker = late_.begin()->second;
    late_.erase(late_.begin());
    workers_[worker].now = standing::ripe;
    ripe_.push_back(worker);
  }
}

std::optional<work_batch> worker_pool::next_probe(time_point now) {
  for (auto turns = ripe_.size(); turns > 0; --turns) {
    const auto worker = ripe_.front();
    ripe_.pop_front();
    if (const auto t = take_for_suspect(worker))
      return give(worker, {*t}, now);
    ripe_.push_back(worker);
  }
  return std::nullopt;
}

/// A request that has lost an attempt already has none to lose to a suspect, unless there is nobody else.
std::optional<ticket> worker_pool::take_for_suspect(std::uint32_t worker) {
  if (!queue_.empty()) {
    const auto t = queue_.front();
    queue_.pop_front();
    return t;
  }
  if (trusted_ > 0)
    return std::nullopt;
  const auto found =
      std::ranges::find_if(retries_, [&](const retry& r) { return r.avoid != worker || live_ == 1; });
  if (found == retries_.end())
    return std::nullopt;
  const auto t = found->turn;
  retries_.erase(found);
  return t;
}

} // namespace simrun
