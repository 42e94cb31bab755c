#include "monitor/live/live_feed.hpp"

#include <utility>

namespace simrun {

void live_feed::begin_run() {
  const std::scoped_lock lock(mutex_);
  ++runs_;
  history_.clear();
}

void live_feed::publish(live_state state) {
  // Made before the lock is taken and the old one freed after it: what stands between is short.
  const auto fresh = std::make_shared<live_state>(std::move(state));
  live_update old;
  {
    const std::scoped_lock lock(mutex_);
    if (closed_)
      return;
    fresh->run = runs_;
    fresh->number = ++updates_;
    history_.add(point_of(*fresh));
    old = std::exchange(newest_, fresh);
  }
  changed_.notify_all();
}

void live_feed::close() {
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

live_feed::past live_feed::look_back() const {
  past p;
  p.points.reserve(live_history::points_max);
  const std::scoped_lock lock(mutex_);
  p.newest = newest_;
  p.points.assign(history_.points().begin(), history_.points().end());
  return p;
}

std::uint64_t live_feed::run() const {
  const std::scoped_lock lock(mutex_);
  return runs_;
}

bool live_feed::closed() const {
  const std::scoped_lock lock(mutex_);
  return closed_;
}

live_update live_reader::next(std::chrono::milliseconds patience) {
  std::unique_lock lock(feed_.mutex_);
  const auto has_new = [this] { return feed_.updates_ > seen_; };
  feed_.changed_.wait_for(lock, patience, [&] { return has_new() || feed_.closed_; });
  if (!has_new())
    return nullptr;
  lost_ += feed_.updates_ - seen_ - 1;
  seen_ = feed_.updates_;
  return feed_.newest_;
}

} // namespace simrun
