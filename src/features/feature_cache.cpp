#include "features/feature_cache.hpp"

#include <cassert>
#include <iterator>
#include <utility>

namespace simrun {

namespace {

constexpr auto relaxed = std::memory_order_relaxed;

} // namespace

feature_cache::feature_cache(std::size_t capacity, duration ttl) : capacity_(capacity), ttl_(ttl) {
  assert(capacity > 0);
}

std::optional<features_ptr> feature_cache::find(const cache_key& key, time_point now) {
  {
    entries::const_accessor held;
    if (!entries_.find(held, key)) {
      misses_.fetch_add(1, relaxed);
      return std::nullopt;
    }
    if (now < held->second.expires) {
      hits_.fetch_add(1, relaxed);
      use(held->second);
      return held->second.features;
    }
  }
  expire(key, now);
  misses_.fetch_add(1, relaxed);
  return std::nullopt;
}

std::optional<features_ptr> feature_cache::peek(const cache_key& key, time_point now) const {
  entries::const_accessor held;
  if (entries_.find(held, key) && now < held->second.expires)
    return held->second.features;
  return std::nullopt;
}

bool feature_cache::store(const cache_key& key, features_ptr features, time_point now) {
  if (features && features->source == feature_source::fallback)
    return false;
  stores_.fetch_add(1, relaxed);
  places fresh{{key}};
  {
    entries::accessor held;
    const bool is_new = entries_.insert(held, key);
    held->second.features = std::move(features);
    held->second.expires = now + ttl_;
    if (!is_new) {
      use(held->second);
      return true;
    }
    // Spliced, not copied, so the iterator stays good. The entry is held until its place is in the list.
    held->second.at = fresh.begin();
    const std::scoped_lock lock(order_mutex_);
    order_.splice(order_.begin(), fresh);
  }
  make_room();
  return true;
}

std::size_t feature_cache::clear() {
  const std::scoped_lock lock(order_mutex_);
  const auto forgotten = entries_.size();
  entries_.clear();
  order_.clear();
  return forgotten;
}

std::size_t feature_cache::size() const {
  const std::scoped_lock lock(order_mutex_);
  return order_.size();
}

cache_statistics feature_cache::statistics() const noexcept {
  return {hits_.load(relaxed), misses_.load(relaxed), stores_.load(relaxed), evictions_.load(relaxed),
          expirations_.load(relaxed)};
}

void feature_cache::use(const entry& used) {
  // Whoever does not get the list at once goes on: an order that is a little off beats a queue of readers.
  const std::unique_lock lock(order_mutex_, std::try_to_lock);
  if (lock && used.at->linked)
    order_.splice(order_.begin(), order_, used.at);
}

void feature_cache::expire(const cache_key& key, time_point now) {
  places gone; // outlives the entry that points into it
  entries::accessor held;
  if (!entries_.find(held, key) || now < held->second.expires)
    return;
  {
    const std::scoped_lock lock(order_mutex_);
    if (!held->second.at->linked)
      return; // make_room has it already
    held->second.at->linked = false;
    gone.splice(gone.begin(), order_, held->second.at);
  }
  entries_.erase(held);
  expirations_.fetch_add(1, relaxed);
}

void feature_cache::make_room() {
  for (;;) {
    places gone;
    {
      const std::scoped_lock lock(order_mutex_);
      if (order_.size() <= capacity_)
        return;
      order_.back().linked = false;
      gone.splice(gone.begin(), order_, std::prev(order_.end()));
    }
    // Nobody may wait for an entry while he has the list, so others had a moment. No one else takes out
    // what is not linked, and the entry of this place is still there.
    entries::accessor held;
    if (entries_.find(held, gone.front().key))
      entries_.erase(held);
    evictions_.fetch_add(1, relaxed);
  }
}

} // namespace simrun
