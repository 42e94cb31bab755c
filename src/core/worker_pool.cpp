#include "core/worker_pool.hpp"

#include <algorithm>

namespace simrun {

worker_pool::worker_pool(std::uint32_t workers, std::uint32_t batch_max, duration timeout)
    : batch_max_(std::max(batch_max, 1u)), timeout_(timeout), workers_(workers) {}

void worker_pool::worker_up(std::uint32_t worker, std::uint32_t incarnation) {
  auto& slot = workers_.at(worker);
  if (slot.now != standing::down)
    return;
  slot = {};
  slot.incarnation = incarnation;
  slot.now = standing::idle;
  idle_.push_back(worker);
  ++live_;
  ++trusted_;
}

lost_batch worker_pool::worker_down(std::uint32_t worker, std::uint32_t incarnation) {
  auto& slot = workers_.at(worker);
  if (slot.now == standing::down || slot.incarnation != incarnation)
    return {};
  leave_place(worker);
  slot.now = standing::down;
  --live_;
  trusted_ -= slot.suspect ? 0 : 1;
  return {worker, slot.sent, std::exchange(slot.in_hand, {})};
}

std::optional<time_point> worker_pool::worker_done(std::uint32_t worker, std::uint32_t incarnation,
                                                   std::uint64_t number) {
  auto& slot = workers_.at(worker);
  // Of an idle worker's last batch there can be a copy; of one before, only that or a late one.
  if (slot.now == standing::down || slot.now == standing::idle || slot.incarnation != incarnation ||
      slot.number != number)
    return std::nullopt;
  const bool in_time = slot.now == standing::busy;
  leave_place(worker);
  trust(slot);
  slot.now = standing::idle;
  slot.in_hand.clear();
  idle_.push_back(worker);
  return in_time ? std::optional(slot.sent) : std::nullopt;
}

void worker_pool::take_back(const work_batch& batch) {
  auto& slot = workers_.at(batch.worker);
  slot.in_hand.clear();
  slot.now = slot.suspect ? standing::ripe : standing::idle;
  (slot.suspect ? ripe_ : idle_).push_back(batch.worker);
}

std::vector<worker_standing> worker_pool::standings() const {
  std::vector<worker_standing> all;
  all.reserve(workers_.size());
  for (const auto& slot : workers_)
    all.push_back(slot.now);
  return all;
}

/// Out of the list in which its standing has put it.
void worker_pool::leave_place(std::uint32_t worker) {
  const auto& slot = workers_[worker];
  if (slot.now == standing::idle)
    idle_.erase(std::ranges::find(idle_, worker));
  else if (slot.now == standing::ripe)
    ripe_.erase(std::ranges::find(ripe_, worker));
  else if (slot.now == standing::late)
    late_.erase({slot.ripe_at, worker});
}

void worker_pool::trust(worker_slot& slot) noexcept {
  trusted_ += slot.suspect ? 1 : 0;
  slot.suspect = false;
}

std::optional<ticket> worker_pool::pop_front() {
  std::optional<ticket> first;
  if (!retries_.empty()) {
    first = retries_.front().turn;
    retries_.pop_front();
  } else if (!queue_.empty()) {
    first = queue_.front();
    queue_.pop_front();
  }
  return first;
}

std::optional<work_batch> worker_pool::next_batch(time_point now) {
  if (queue_.empty() && retries_.empty())
    return std::nullopt;
  if (!ripe_.empty())
    if (auto probe = next_probe(now))
      return probe;
  // One turn each: the first may have to avoid all that is queued.
  for (auto turns = idle_.size(); turns > 0; --turns) {
    const auto fair_share = (queued() + idle_.size() - 1) / idle_.size();
    const auto worker = idle_.front();
    idle_.pop_front();
    auto tickets = take_for(worker, std::min<std::size_t>(fair_share, batch_max_));
    if (!tickets.empty())
      return give(worker, std::move(tickets), now);
    idle_.push_back(worker);
  }
  return std::nullopt;
}

std::vector<ticket> worker_pool::take_for(std::uint32_t worker, std::size_t count) {
  std::vector<ticket> taken;
  taken.reserve(std::min(count, queued()));
  for (auto r = retries_.begin(); r != retries_.end() && taken.size() < count;)
    if (r->avoid == worker && trusted_ > 1)
      ++r;
    else {
      taken.push_back(r->turn);
      r = retries_.erase(r);
    }
  const auto more = std::min(count - taken.size(), queue_.size());
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(more);
  taken.insert(taken.end(), queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return taken;
}

work_batch worker_pool::give(std::uint32_t worker, std::vector<ticket> tickets, time_point now) {
  auto& slot = workers_[worker];
  slot.now = standing::busy;
  slot.number = ++batches_;
  slot.sent = now;
  slot.in_hand = tickets;
  while (!dues_.empty() && !is_open(dues_.front()))
    dues_.pop_front();
  dues_.push_back({now + timeout_, worker, slot.number});
  return {worker, slot.incarnation, slot.number, std::move(tickets)};
}

} // namespace simrun
