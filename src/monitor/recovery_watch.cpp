#include "monitor/recovery_watch.hpp"

#include <algorithm>

namespace simrun {

void recovery_watch::healed(std::size_t fault, time_point at) {
  waiting_.push_back({fault, at});
}

void recovery_watch::feed(const load_slice& slice) {
  if (recoveries_.empty())
    return;
  stretch_.push_back(slice);
  while (!stretch_.empty() && stretch_.back().end - stretch_.front().begin >= stays_) {
    look_at_stretch();
    stretch_.pop_front();
  }
}

void recovery_watch::look_at_stretch() {
  const auto& first = stretch_.front();
  const auto over = [&](const healing& h) { return h.at <= first.middle(); };
  if (std::ranges::none_of(waiting_, over) || !stretch_is_healthy())
    return;
  for (const auto& h : waiting_)
    if (over(h))
      recoveries_[h.fault] = std::max(first.begin - h.at, duration::zero());
  std::erase_if(waiting_, over);
}

bool recovery_watch::stretch_is_healthy() {
  const auto* broken = rules_->broken_in(stretch_.front());
  if (!broken) {
    auto whole = stretch_.front();
    for (auto slice = stretch_.begin() + 1; slice != stretch_.end(); ++slice)
      whole += *slice;
    if (whole.all.outcomes.ended() == 0)
      return false;
    broken = rules_->broken_in(whole);
  }
  if (broken)
    held_up_by_ = broken->text;
  return !broken;
}

} // namespace simrun
