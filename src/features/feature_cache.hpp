#pragma once

#include "core/time.hpp"
#include "features/cache_key.hpp"
#include "features/feature_extractor.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <oneapi/tbb/concurrent_hash_map.h>
#include <optional>

namespace simrun {

using features_ptr = std::shared_ptr<const feature_vector>;

/// Cumulative. An entry found too old counts as expired and as a miss.
struct cache_statistics {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
  std::uint64_t stores = 0;
  std::uint64_t evictions = 0;   ///< the least recently used made room
  std::uint64_t expirations = 0; ///< found past their time to live
};

/// Features by key, for threads to share. What is older than the time to live is not found; past the
/// capacity the least recently used goes. With one thread at a time the order is exact, so a simulation
/// repeats itself; when several are at the list at once, a hit may leave its entry where it was, so that
/// lookups never wait for each other.
///
/// The lookups that go with one store (see compute_once) pass the same clock: time is an argument.
class feature_cache {
public:
  /// A capacity of at least one entry; a time to live above zero.
  feature_cache(std::size_t capacity, duration ttl);

  /// What is kept for the key. A null pointer that was stored is found as such: where only the fact counts,
  /// as in a simulation, there are no features.
  std::optional<features_ptr> find(const cache_key& key, time_point now);
  /// The same, but counted nowhere and no use of the entry: for who looks a second time.
  std::optional<features_ptr> peek(const cache_key& key, time_point now) const;
  /// Keeps features from `now` on for the time to live, in place of older ones. Features of the fallback are
  /// not kept, they would outlive the trouble that they stand in for: false.
  bool store(const cache_key& key, features_ptr features, time_point now);

  /// Forgets everything, and says how much that was. Not while others look or store.
  std::size_t clear();

  /// Entries kept, those that are too old and were not asked for since included.
  std::size_t size() const;
  std::size_t capacity() const noexcept { return capacity_; }
  cache_statistics statistics() const noexcept;

private:
  struct place {
    cache_key key;
    bool linked = true; ///< false once it is out of the list and its entry about to go
  };
  using places = std::list<place>;

  struct entry {
    features_ptr features;
    time_point expires;
    places::iterator at;
  };
  struct key_compare {
    static std::size_t hash(const cache_key& key) noexcept { return key.low; }
    static bool equal(const cache_key& a, const cache_key& b) noexcept { return a == b; }
  };
  using entries = oneapi::tbb::concurrent_hash_map<cache_key, entry, key_compare>;

  void use(const entry& used);
  void expire(const cache_key& key, time_point now);
  void make_room();

  std::size_t capacity_;
  duration ttl_;
  entries entries_;
  /// Guards the list and every `linked`. Taken while an entry is held, never the other way round.
  mutable std::mutex order_mutex_;
  places order_; ///< most recently used first

  std::atomic<std::uint64_t> hits_{0};
  std::atomic<std::uint64_t> misses_{0};
  std::atomic<std::uint64_t> stores_{0};
  std::atomic<std::uint64_t> evictions_{0};
  std::atomic<std::uint64_t> expirations_{0};
};

} // namespace simrun
