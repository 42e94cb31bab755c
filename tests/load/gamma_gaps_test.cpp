#include "load/gamma_gaps.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace simrun;

TEST_SUITE_BEGIN("load/gamma_gaps");

TEST_CASE("gaps have mean 1 and the burstiness asked for, over many seeds") {
  for (const double burstiness : {0.05, 0.3, 0.9, 1.0, 1.7, 3.0}) {
    CAPTURE(burstiness);
    const gamma_gaps gaps(burstiness);
    constexpr int seeds = 100;
    constexpr int draws = 5000;
    double sum = 0;
    double squares = 0;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      random_stream random(seed, "gaps");
      for (int i = 0; i < draws; ++i) {
        const double gap = gaps.draw(random);
        CHECK_MESSAGE(gap >= 0, seed);
        sum += gap;
        squares += gap * gap;
      }
    }
    constexpr double n = seeds * draws;
    const double mean = sum / n;
    const double variance = squares / n - mean * mean;
    // The variance of a gamma's squared deviations is v^2 (2 + 6 / shape), and 1 / shape is v.
    const double v = burstiness * burstiness;
    CHECK(std::abs(mean - 1) < 5 * burstiness / std::sqrt(n));
    CHECK(std::abs(variance - v) < 5 * v * std::sqrt((2 + 6 * v) / n));
  }
}

TEST_CASE("a burstiness of 1 is the exponential distribution") {
  const gamma_gaps gaps(1);
  random_stream random(3, "gaps");
  constexpr int n = 200'000;
  int beyond_one = 0;
  int beyond_three = 0;
  for (int i = 0; i < n; ++i) {
    const double gap = gaps.draw(random);
    beyond_one += gap > 1 ? 1 : 0;
    beyond_three += gap > 3 ? 1 : 0;
  }
  CHECK(std::abs(beyond_one - n * std::exp(-1)) < 5 * std::sqrt(n * 0.23));
  CHECK(std::abs(beyond_three - n * std::exp(-3)) < 5 * std::sqrt(n * 0.05));
}

TEST_CASE("the first gap is what is left of one that is longer by its own chance") {
  for (const double burstiness : {0.2, 1.0, 2.5}) {
    const gamma_gaps gaps(burstiness);
    random_stream random(4, "first");
    constexpr int n = 200'000;
    double sum = 0;
    for (int i = 0; i < n; ++i)
      sum += gaps.draw_first(random);
    // E[gap^2] / (2 E[gap])
    CHECK(sum / n == doctest::Approx((1 + burstiness * burstiness) / 2).epsilon(0.02));
  }
}

TEST_CASE("the limits of burstiness draw finite numbers") {
  for (const double burstiness : {gamma_gaps::burstiness_min, gamma_gaps::burstiness_max}) {
    const gamma_gaps gaps(burstiness);
    random_stream random(5, "limits");
    for (int i = 0; i < 100'000; ++i) {
      const double gap = gaps.draw(random);
      CHECK((gap >= 0 && std::isfinite(gap)));
    }
  }
}

TEST_SUITE_END();
