#include "core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace simrun;

TEST_SUITE_BEGIN("core/random");

TEST_CASE("a seed and a name give the same numbers; another name gives others") {
  random_stream a(42, "arrivals");
  random_stream b(42, "arrivals");
  random_stream c(42, "service");
  const auto first = a.bits();
  CHECK(first == b.bits());
  CHECK(first != c.bits());
}

TEST_CASE("splitting draws nothing") {
  random_stream a(42, "service");
  random_stream b(42, "service");
  a.split(3).bits();
  CHECK(a.bits() == b.bits());
  CHECK(a.split(1).bits() != a.split(2).bits());
}

TEST_CASE("moments are those of the distributions, within five standard errors") {
  random_stream random(7, "moments");
  constexpr int n = 200'000;
  double uniform = 0, exponential = 0, normal = 0, squared = 0;
  for (int i = 0; i < n; ++i) {
    uniform += random.uniform();
    exponential += random.exponential();
    const auto z = random.normal();
    normal += z;
    squared += z * z;
  }
  const double root = std::sqrt(static_cast<double>(n));
  CHECK(std::abs(uniform / n - 0.5) < 5 * std::sqrt(1.0 / 12) / root);
  CHECK(std::abs(exponential / n - 1) < 5 / root);
  CHECK(std::abs(normal / n) < 5 / root);
  CHECK(std::abs(squared / n - 1) < 5 * std::sqrt(2.0) / root);
}

TEST_CASE("below stays below") {
  random_stream random(1, "below");
  for (std::uint64_t bound : {1ull, 2ull, 3ull, 1000ull})
    for (int i = 0; i < 1000; ++i)
      REQUIRE(random.below(bound) < bound);
}

TEST_SUITE_END();
