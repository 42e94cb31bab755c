#include "monitor/trend.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

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

TEST_SUITE_END();
