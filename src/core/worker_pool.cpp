#include "core/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

worker_pool::worker_pool(std::uint32_t workers, std::uint32_t batch_max)
    : batch_max_(std::max(batch_max, 1u)), workers_(workers) {}

void worker_pool::worker_up(std::uint32_t worker, std::uint32_t incarnation) {
  auto& slot = workers_.at(worker);
  if (slot.up)
    return;
  slot = {incarnation, true, false, {}};
  idle_.push_back(worker);
  ++live_;
}

std::vector<ticket> worker_pool::worker_down(std::uint32_t worker, std::uint32_t incarnation) {
  auto& slot = workers_.at(worker);
  if (!slot.up || slot.incarnation != incarnation)
    return {};
  slot.up = false;
  --live_;
  if (!slot.busy)
    idle_.erase(std::ranges::find(idle_, worker));
  return std::exchange(slot.in_hand, {});
}

bool worker_pool::worker_done(std::uint32_t worker, std::uint32_t incarnation) {
  auto& slot = workers_.at(worker);
  if (!slot.up || !slot.busy || slot.incarnation != incarnation)
    return false;
  slot.busy = false;
  slot.in_hand.clear();
  idle_.push_back(worker);
  return true;
}

std::optional<ticket> worker_pool::pop_front() {
  if (queue_.empty())
    return std::nullopt;
  const auto t = queue_.front();
  queue_.pop_front();
  return t;
}

std::optional<work_batch> worker_pool::next_batch() {
  if (idle_.empty() || queue_.empty())
    return std::nullopt;
  const auto fair_share = (queue_.size() + idle_.size() - 1) / idle_.size();
  const auto count = std::min<std::size_t>(fair_share, batch_max_);
  const auto worker = idle_.front();
  idle_.pop_front();
  auto& slot = workers_[worker];
  slot.busy = true;
  slot.in_hand.assign(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
  return work_batch{worker, slot.incarnation, slot.in_hand};
}

} // namespace simrun
