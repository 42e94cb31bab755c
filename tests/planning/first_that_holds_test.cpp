#include "planning/first_that_holds.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <set>
#include <vector>

using namespace simrun;

TEST_SUITE_BEGIN("planning/first_that_holds");

TEST_CASE("of a monotone predicate it is the first, whatever the bounds") {
  for (std::uint32_t after = 0; after < 12; ++after)
    for (std::uint32_t last = after; last < 40; ++last)
      for (std::uint32_t first = after + 1; first < 45; ++first) {
        const auto found = first_that_holds(after, last, [&](std::uint32_t n) {
          REQUIRE(n > after);
          REQUIRE(n <= last);
          return n >= first;
        });
        CHECK(found == (first <= last ? std::optional(first) : std::nullopt));
      }
}

TEST_CASE("it asks about 2 log2 times, and never twice the same") {
  for (const std::uint32_t first : {1U, 2U, 3U, 100U, 777U, 9'999U, 10'000U}) {
    std::set<std::uint32_t> asked;
    CHECK(first_that_holds(0, 10'000, [&](std::uint32_t n) {
            CHECK(asked.insert(n).second);
            return n >= first;
          }) == first);
    CHECK(asked.size() <= 28);
  }
}

TEST_CASE("it goes to the end of the largest range") {
  constexpr auto last = std::numeric_limits<std::uint32_t>::max();
  CHECK(first_that_holds(0, last, [](std::uint32_t n) { return n == last; }) == last);
  CHECK_FALSE(first_that_holds(0, last, [](std::uint32_t) { return false; }));
}

TEST_CASE("of a noisy predicate it is one that holds while the one before does not") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    // Surely false up to 20, surely true from 60 on, and anything between.
    std::vector<bool> holds(100);
    for (std::uint32_t n = 0; n < holds.size(); ++n)
      holds[n] = n >= 60 || (n > 20 && random() % 40 < n - 20);
    const auto after = static_cast<std::uint32_t>(random() % 20);
    const auto found = first_that_holds(after, 99, [&](std::uint32_t n) { return bool(holds[n]); });
    REQUIRE(found);
    CHECK(holds[*found]);
    CHECK_FALSE(holds[*found - 1]);
  }
}

TEST_SUITE_END();
