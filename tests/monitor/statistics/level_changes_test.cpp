#include "monitor/statistics/level_changes.hpp"

#include "core/random.hpp"
#include "monitor/statistics/energy_split.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace simrun;

namespace {

struct stretch {
  int values;
  double level;
};

std::vector<double> noisy(std::uint64_t seed, const std::vector<stretch>& stretches, double noise) {
  random_stream random(seed, "history");
  std::vector<double> values;
  for (const auto& s : stretches)
    for (int i = 0; i < s.values; ++i)
      values.push_back(s.level + noise * random.normal());
  return values;
}

/// By the formula of Matteson and James, word for word.
double statistic_by_definition(const std::vector<double>& values, std::size_t cut) {
  const auto mean_distance = [&](std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
    double sum = 0;
    int pairs = 0;
    for (auto i = a; i < a_end; ++i)
      for (auto j = b; j < b_end; ++j)
        if (i != j) {
          sum += std::abs(values[i] - values[j]);
          ++pairs;
        }
    return pairs == 0 ? 0 : sum / pairs;
  };
  const auto n = values.size();
  const auto a = static_cast<double>(cut), b = static_cast<double>(n - cut);
  return a * b / (a + b) *
         (2 * mean_distance(0, cut, cut, n) - mean_distance(0, cut, 0, cut) - mean_distance(cut, n, cut, n));
}

} // namespace

TEST_SUITE_BEGIN("monitor/statistics/level_changes");

TEST_CASE("the best cut is the one that the definition gives") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    auto values = noisy(seed, {{static_cast<int>(4 + seed % 20), 1}, {static_cast<int>(3 + seed % 7), 2}}, 1);
    for (auto& x : values)
      x = seed % 2 == 0 ? x : std::round(x); // ties
    std::size_t best = 2;
    for (std::size_t cut = 2; cut + 2 <= values.size(); ++cut)
      if (statistic_by_definition(values, cut) > statistic_by_definition(values, best) + 1e-9)
        best = cut;
    const auto found = best_split(values, 2).value();
    CHECK(found.statistic == doctest::Approx(statistic_by_definition(values, best)));
    CHECK(found.first_after == best);
  }
}

TEST_CASE("the chance of a cut in a series without one is spread evenly") {
  constexpr int series = 1000;
  int below_5 = 0, below_50 = 0;
  for (std::uint64_t seed = 0; seed < series; ++seed) {
    const auto found =
        tested_split(noisy(seed, {{24, 0}}, 1), 3, {199, 1}, random_stream(seed, "test")).value();
    below_5 += found.chance <= 0.05 ? 1 : 0;
    below_50 += found.chance <= 0.5 ? 1 : 0;
  }
  CHECK(below_5 <= 50 + 4 * 7);
  CHECK(below_5 >= 50 - 4 * 7);
  CHECK(std::abs(below_50 - 500) <= 4 * 16);
}

TEST_CASE("a series that never changed is accused at most as often as the strict level says") {
  int accused = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    accused += find_level_changes(noisy(seed, {{40, 20}}, 1), {.seed = seed}).empty() ? 0 : 1;
  CHECK(accused <= 10 + 4 * 3);
}

TEST_CASE("planted changes are found where they are, also one that hides behind another") {
  const std::array planted{20, 35, 47};
  int missed = 0, made_up = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    auto found = find_level_changes(noisy(seed, {{20, 20}, {15, 23}, {12, 20}, {10, 30}}, 0.7));
    for (const int at : planted) {
      const auto near = std::ranges::find_if(
          found, [&](const level_change& c) { return std::abs(static_cast<int>(c.first_after) - at) <= 2; });
      missed += near == found.end() ? 1 : 0;
      if (near != found.end())
        found.erase(near);
    }
    made_up += static_cast<int>(found.size());
  }
  CHECK(missed <= 3);
  // Each of the 400 stretches has its chance of a false alarm, 1 %.
  CHECK(made_up <= 4 + 4 * 2);
}

TEST_CASE("a change has the means of both sides") {
  const auto found = find_level_changes(noisy(2, {{20, 20}, {20, 30}}, 0.7));
  REQUIRE(found.size() == 1);
  CHECK(found[0].before == doctest::Approx(20).epsilon(0.03));
  CHECK(found[0].after == doctest::Approx(30).epsilon(0.03));
  CHECK(found[0].difference() == doctest::Approx(10).epsilon(0.06));
}

TEST_CASE("a wild value is no change of level, and neither is one too small to matter") {
  int accused = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    auto values = noisy(seed, {{40, 20}}, 1);
    values[25] = 80;
    accused += find_level_changes(values).empty() ? 0 : 1;
  }
  CHECK(accused <= 5);
  const auto small = noisy(1, {{20, 20}, {20, 20.5}}, 0.1);
  CHECK(find_level_changes(small).size() == 1);
  CHECK(find_level_changes(small, {.difference_min = 1}).empty());
}

TEST_CASE("equal values never change, few values prove nothing, and an exact step is found") {
  CHECK(find_level_changes({}).empty());
  CHECK(find_level_changes(std::vector<double>(50, 7.0)).empty());
  CHECK(find_level_changes(std::vector<double>{1, 1, 1, 9, 9, 9}).empty());
  auto step = std::vector<double>(30, 7.0);
  step.resize(36, 8.0);
  const auto found = find_level_changes(step);
  REQUIRE(found.size() == 1);
  CHECK(found[0].first_after == 30);
  CHECK(found[0].before == 7);
  CHECK(found[0].after == 8);
}

TEST_SUITE_END();
