#include "monitor/trend.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace simrun;

TEST_SUITE_BEGIN("monitor/trend");

TEST_CASE("a straight line has its slope") {
  std::vector<trend_point> line;
  for (int i = 0; i < 1000; ++i)
    line.push_back({static_cast<double>(i), 3.0 + 0.5 * i});
  CHECK(theil_sen_slope(line) == doctest::Approx(0.5));
}

TEST_CASE("wild points do not move it") {
  random_stream random(1, "trend");
  std::vector<trend_point> points;
  for (int i = 0; i < 200; ++i)
    points.push_back({static_cast<double>(i), 2.0 * i + random.normal()});
  for (int i = 0; i < 200; i += 10)
    points[static_cast<std::size_t>(i)].y += 1e6;
  CHECK(theil_sen_slope(points).value() == doctest::Approx(2).epsilon(0.02));
}

TEST_CASE("two points make a slope; one, or several at one place, make none") {
  CHECK_FALSE(theil_sen_slope({}));
  CHECK_FALSE(theil_sen_slope(std::vector<trend_point>{{1, 1}}));
  CHECK_FALSE(theil_sen_slope(std::vector<trend_point>{{1, 1}, {1, 5}}));
  CHECK(theil_sen_slope(std::vector<trend_point>{{1, 1}, {3, 5}}) == 2.0);
}

TEST_CASE("the interval holds the true slope in 99 of 100 series, and is not needlessly wide") {
  constexpr int series = 400;
  int missed = 0;
  double width = 0;
  for (std::uint64_t seed = 0; seed < series; ++seed) {
    random_stream random(seed, "trend");
    std::vector<trend_point> points;
    for (int i = 0; i < 60; ++i)
      points.push_back({static_cast<double>(i), 0.1 * i + random.normal()});
    const auto t = theil_sen_trend(points).value();
    CHECK((t.lower <= t.slope && t.slope <= t.upper));
    missed += t.lower > 0.1 || t.upper < 0.1 ? 1 : 0;
    width += t.upper - t.lower;
  }
  CHECK(missed <= 4 + 4 * 2);
  // Least squares with known noise: 2 * 2.576 / sqrt(sum of squares of x) = 0.0384; ranks lose 5 %.
  CHECK(width / series == doctest::Approx(0.0395).epsilon(0.08));
}

TEST_CASE("a level with noise does not rise, a leak within it does") {
  int accused = 0;
  int found = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    random_stream random(seed, "leak");
    std::vector<trend_point> level;
    std::vector<trend_point> leak;
    for (int i = 0; i < 30; ++i) {
      const double noise = 2 * random.normal();
      level.push_back({static_cast<double>(i), 500 + noise});
      leak.push_back({static_cast<double>(i), 500 + 1.0 * i + noise});
    }
    accused += theil_sen_trend(level)->rises() ? 1 : 0;
    found += theil_sen_trend(leak)->rises() ? 1 : 0;
  }
  CHECK(accused <= 6); // 0.5 % of 300, and four deviations
  CHECK(found == 300);
}

TEST_CASE("where each value remembers the one before, a level is still no trend") {
  for (const double memory : {0.3, 0.6, 0.8})
    for (const int length : {30, 100, 300}) {
      constexpr int series = 300;
      int accused = 0;
      for (std::uint64_t seed = 0; seed < series; ++seed) {
        random_stream random(seed, "memory");
        std::vector<trend_point> points;
        double value = random.normal();
        for (int i = 0; i < length; ++i) {
          value = memory * value + std::sqrt(1 - memory * memory) * random.normal();
          points.push_back({static_cast<double>(i), value});
        }
        const auto t = theil_sen_trend(points).value();
        accused += t.rises() || t.upper < 0 ? 1 : 0;
      }
      CAPTURE(memory);
      CAPTURE(length);
      // A short series hides some of its memory; the interval is too narrow by what is hidden.
      CHECK(accused <= (length < 100 ? series / 20 : series / 40));
    }
}

TEST_CASE("few points have no interval") {
  std::vector<trend_point> nine;
  for (int i = 0; i < 9; ++i)
    nine.push_back({static_cast<double>(i), 1.0 * i});
  CHECK_FALSE(theil_sen_trend(nine));
  nine.push_back({9, 9});
  CHECK(theil_sen_trend(nine)->lower == doctest::Approx(1));
}

TEST_SUITE_END();
