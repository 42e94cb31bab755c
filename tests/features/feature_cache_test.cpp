#include "features/feature_cache.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Features that can be told apart by their first value.
features_ptr features(std::uint64_t i, feature_source source = feature_source::model) {
  auto f = std::make_shared<feature_vector>();
  f->values = {static_cast<float>(i)};
  f->source = source;
  return f;
}

cache_key key(std::uint64_t i) {
  return {i * 0x9e3779b97f4a7c15, i};
}

constexpr time_point start = run_start;

} // namespace

TEST_SUITE_BEGIN("features/feature_cache");

TEST_CASE("what was stored is found, what was not is a miss") {
  feature_cache cache(10, 60s);
  CHECK_FALSE(cache.find(key(1), start));
  const auto stored = features(1);
  CHECK(cache.store(key(1), stored, start));
  CHECK(cache.find(key(1), start) == stored);
  CHECK_FALSE(cache.find(key(2), start));
  const auto s = cache.statistics();
  CHECK(s.hits == 1);
  CHECK(s.misses == 2);
  CHECK(s.stores == 1);
}

TEST_CASE("an entry lives for the time to live, and no nanosecond longer") {
  feature_cache cache(10, 60s);
  cache.store(key(1), features(1), start);
  CHECK(cache.find(key(1), start + 60s - 1ns));
  CHECK_FALSE(cache.find(key(1), start + 60s));
  CHECK(cache.size() == 0);
  CHECK(cache.statistics().expirations == 1);
  CHECK(cache.statistics().misses == 1);
}

TEST_CASE("being used does not make an entry younger, being stored again does") {
  feature_cache cache(10, 60s);
  cache.store(key(1), features(1), start);
  CHECK(cache.find(key(1), start + 59s));
  CHECK_FALSE(cache.find(key(1), start + 61s));

  cache.store(key(2), features(2), start);
  cache.store(key(2), features(3), start + 50s);
  REQUIRE(cache.find(key(2), start + 61s));
  CHECK((*cache.find(key(2), start + 61s))->values[0] == 3);
  CHECK(cache.size() == 1);
}

TEST_CASE("past the capacity the least recently used goes") {
  feature_cache cache(3, 60s);
  for (const auto i : {1U, 2U, 3U})
    cache.store(key(i), features(i), start);
  CHECK(cache.find(key(1), start)); // 1 is now used later than 2
  cache.store(key(4), features(4), start);
  CHECK(cache.size() == 3);
  CHECK_FALSE(cache.find(key(2), start));
  for (const auto i : {1U, 3U, 4U})
    CHECK(cache.find(key(i), start));
  CHECK(cache.statistics().evictions == 1);
}

TEST_CASE("to store again is to use") {
  feature_cache cache(2, 60s);
  cache.store(key(1), features(1), start);
  cache.store(key(2), features(2), start);
  cache.store(key(1), features(1), start);
  cache.store(key(3), features(3), start);
  CHECK(cache.find(key(1), start));
  CHECK_FALSE(cache.find(key(2), start));
}

TEST_CASE("to look a second time is neither counted nor a use") {
  feature_cache cache(2, 60s);
  cache.store(key(1), features(1), start);
  cache.store(key(2), features(2), start);
  CHECK(cache.peek(key(1), start));
  CHECK_FALSE(cache.peek(key(1), start + 60s));
  CHECK_FALSE(cache.peek(key(9), start));
  cache.store(key(3), features(3), start);
  CHECK_FALSE(cache.find(key(1), start));
  CHECK(cache.statistics().hits == 0);
  CHECK(cache.statistics().misses == 1);
}

TEST_CASE("features of the fallback are not kept") {
  feature_cache cache(10, 60s);
  CHECK_FALSE(cache.store(key(1), features(1, feature_source::fallback), start));
  CHECK_FALSE(cache.find(key(1), start));
  CHECK(cache.size() == 0);
  CHECK(cache.statistics().stores == 0);
}

TEST_CASE("where only the fact counts, no features are found as such") {
  feature_cache cache(10, 60s);
  CHECK(cache.store(key(1), nullptr, start));
  const auto found = cache.find(key(1), start);
  REQUIRE(found);
  CHECK(*found == nullptr);
}

TEST_CASE("a capacity of one keeps the last") {
  feature_cache cache(1, 60s);
  for (std::uint64_t i = 0; i < 100; ++i)
    cache.store(key(i), features(i), start);
  CHECK(cache.size() == 1);
  CHECK(cache.find(key(99), start));
  CHECK(cache.statistics().evictions == 99);
}

TEST_CASE("threads that find, store, expire and evict at once get nothing but the right features") {
  constexpr std::uint64_t keys = 64;
  constexpr int rounds = 20'000;
  feature_cache cache(16, 10ns);
  std::atomic<std::uint64_t> wrong{0};
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        random_stream random(t, "cache test");
        for (int i = 0; i < rounds; ++i) {
          const auto k = random.below(keys);
          const auto now = start + i * 1ns;
          const auto found = cache.find(key(k), now);
          if (!found)
            cache.store(key(k), features(k), now);
          else if ((*found)->values[0] != static_cast<float>(k))
            ++wrong;
        }
      });
  }
  CHECK(wrong == 0);
  CHECK(cache.size() <= cache.capacity());
  const auto s = cache.statistics();
  CHECK(s.hits + s.misses == 4 * rounds);
  CHECK(s.stores == s.misses);
  CHECK(s.evictions > 0);
  CHECK(s.expirations > 0);
}

TEST_SUITE_END();
