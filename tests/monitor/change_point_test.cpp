#include "monitor/change_point.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace simrun;

namespace {

/// Latencies of a second each, in ms: skewed noise around a level that rises by `step` at `at`.
std::vector<double> latencies(std::uint64_t seed, int seconds, int at, double step, double wild_share = 0) {
  random_stream random(seed, "latencies");
  std::vector<double> values;
  for (int i = 0; i < seconds; ++i) {
    const double level = (i < at ? 20 : 20 + step) * std::exp(0.1 * random.normal());
    values.push_back(random.uniform() < wild_share ? level * 50 : level);
  }
  return values;
}

} // namespace

TEST_SUITE_BEGIN("monitor/change_point");

TEST_CASE("a step is found where it is, with both levels") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto found = find_change_point(latencies(seed, 120, 80, 5));
    REQUIRE(found);
    CHECK(std::abs(static_cast<int>(found->first_after) - 80) <= 12);
    CHECK(found->before == doctest::Approx(20).epsilon(0.06));
    CHECK(found->after == doctest::Approx(25).epsilon(0.06));
    CHECK(found->chance < 0.01);
  }
}

TEST_CASE("a steady series is accused in at most 1 of 100 runs, wild values or not") {
  for (const double wild_share : {0.0, 0.05})
    for (const int seconds : {10, 30, 300}) {
      constexpr int series = 1000;
      int alarms = 0;
      for (std::uint64_t seed = 0; seed < series; ++seed)
        alarms += find_change_point(latencies(seed, seconds, seconds, 0, wild_share)) ? 1 : 0;
      CHECK(alarms <= 10 + 4 * 3);
    }
}

TEST_CASE("wild values do not hide a step") {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed)
    found += find_change_point(latencies(seed, 120, 60, 5, 0.05)) ? 1 : 0;
  CHECK(found == 100);
}

TEST_CASE("equal values never changed, and few prove nothing") {
  CHECK_FALSE(find_change_point(std::vector<double>(100, 7.0)));
  CHECK_FALSE(find_change_point(std::vector<double>{1, 1, 1, 1, 9, 9, 9, 9, 9}));
  CHECK_FALSE(find_change_point({}));
}

TEST_CASE("a long series is thinned, and the place is still its own") {
  const auto found = find_change_point(latencies(1, 20'000, 15'000, 5));
  REQUIRE(found);
  CHECK(std::abs(static_cast<int>(found->first_after) - 15'000) <= 30);
}

TEST_SUITE_END();
