#include "features/performance_tracker.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

extraction from(feature_source source) {
  extraction e;
  e.features.source = source;
  return e;
}

extraction failed() {
  extraction e;
  e.problem = error{error_code::bad_input, "too short"};
  return e;
}

double milliseconds(duration d) {
  return in_milliseconds(d);
}

} // namespace

TEST_SUITE_BEGIN("features/performance_tracker");

TEST_CASE("nothing recorded meets nothing") {
  const performance_tracker tracker;
  const auto s = tracker.summary();
  CHECK(s.extractions == 0);
  CHECK(s.error_rate() == 0);
  CHECK(s.p95 == 0ns);
  CHECK_FALSE(tracker.meets_100ms_requirement());
}

TEST_CASE("every extraction counts once, by where its features came from") {
  performance_tracker tracker;
  for (int i = 0; i < 5; ++i)
    tracker.record(from(feature_source::model), 1ms);
  for (int i = 0; i < 3; ++i)
    tracker.record(from(feature_source::cache), 1ms);
  tracker.record(from(feature_source::fallback), 1ms);
  tracker.record(failed(), 1ms);
  const auto s = tracker.summary();
  CHECK(s.extractions == 10);
  CHECK(s.cache_hit_rate() == doctest::Approx(0.3));
  CHECK(s.fallback_rate() == doctest::Approx(0.1));
  CHECK(s.error_rate() == doctest::Approx(0.1));
}

TEST_CASE("the average and the longest are exact, percentiles are within 1 %") {
  performance_tracker tracker;
  for (int i = 1; i <= 1000; ++i)
    tracker.record(from(feature_source::model), i * 100us);
  const auto s = tracker.summary();
  CHECK(s.average == 50'050us);
  CHECK(s.longest == 100ms);
  CHECK(milliseconds(s.p50) == doctest::Approx(50).epsilon(0.01));
  CHECK(milliseconds(s.p95) == doctest::Approx(95).epsilon(0.01));
  CHECK(milliseconds(s.p99) == doctest::Approx(99).epsilon(0.01));
}

TEST_CASE("the requirement holds while 95 % are below 100 ms") {
  performance_tracker tracker;
  for (int i = 0; i < 95; ++i)
    tracker.record(from(feature_source::model), 10ms);
  for (int i = 0; i < 5; ++i)
    tracker.record(from(feature_source::model), 200ms);
  CHECK(tracker.meets_100ms_requirement());
  tracker.record(from(feature_source::model), 200ms);
  CHECK_FALSE(tracker.meets_100ms_requirement());
}

TEST_CASE("threads may record at once") {
  performance_tracker tracker;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&tracker, t] {
        for (int i = 0; i < 10'000; ++i)
          tracker.record(from(feature_source::cache), (t + 1) * 1ms);
      });
  }
  const auto s = tracker.summary();
  CHECK(s.extractions == 40'000);
  CHECK(s.cache_hits == 40'000);
  CHECK(s.average == 2500us);
  CHECK(s.longest == 4ms);
}

TEST_SUITE_END();
