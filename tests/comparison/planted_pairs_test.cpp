#include "planted_pairs.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace simrun::test;

// The rates that docs/comparison.md promises, by fewer pairs than the benchmark takes. A bound is one that
// rates as promised pass in 999 of 1000 draws of seeds: of 60 pairs at 5 %, at most 9 are called, and at 95
// %, at least 51.

TEST_SUITE_BEGIN("comparison/planted_pairs");

TEST_CASE("two minutes of one build are seldom called different") {
  const auto found = compare_planted(steady_minute(100), 1, 60, 1);
  CHECK(found.any_worse <= 9);
  CHECK(found.any_better <= 9);
}

TEST_CASE("a tenth more service time is found in a minute") {
  const auto found = compare_planted(steady_minute(100), 1.1, 60, 1001);
  CHECK(found.any_worse >= 51);
}

TEST_CASE("so it is near capacity, where seconds have much in common") {
  CHECK(compare_planted(steady_minute(320), 1, 60, 2001).any_worse <= 9);
  CHECK(compare_planted(steady_minute(320), 1.1, 60, 3001).any_worse >= 51);
}

TEST_SUITE_END();
