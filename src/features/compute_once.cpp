#include "features/compute_once.hpp"

namespace simrun {

compute_once::seat compute_once::join(const cache_key& key) {
  const std::scoped_lock lock(mutex_);
  auto& part = under_way_[key];
  const bool leads = !part;
  if (leads)
    part = std::make_shared<computation>();
  return {*this, key, part, leads};
}

compute_once::seat::~seat() {
  if (leads_ && part_)
    land(std::nullopt);
}

void compute_once::seat::land(outcome_to_share outcome) {
  const auto part = std::exchange(part_, nullptr);
  {
    const std::scoped_lock lock(owner_->mutex_);
    part->outcome = std::move(outcome);
    part->landed = true;
    owner_->under_way_.erase(key_);
  }
  owner_->landed_.notify_all();
}

compute_once::outcome_to_share compute_once::seat::wait(std::stop_token stop) {
  std::unique_lock lock(owner_->mutex_);
  if (!owner_->landed_.wait(lock, std::move(stop), [&] { return part_->landed; }))
    return fail(error_code::cancelled, "stopped while another thread computed the same window");
  return part_->outcome;
}

} // namespace simrun
