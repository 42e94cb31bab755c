#include "planning/cost.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("planning/cost");

TEST_CASE("a million requests cost the worker-hours they take") {
  // 2 workers at 0.5 an hour answer 3,600,000 in an hour: 1.0 for 3.6 million.
  CHECK(cost_per_million(2, 0.5, 1000).value() == doctest::Approx(1.0 / 3.6));
  CHECK(cost_per_million(4, 0.5, 1000).value() == doctest::Approx(2.0 / 3.6));
  CHECK(cost_per_million(2, 0.5, 500).value() == doctest::Approx(2.0 / 3.6));
  CHECK(cost_per_million(2, 0, 500) == 0.0);
}

TEST_CASE("where nothing succeeds there is no cost of a success") {
  CHECK_FALSE(cost_per_million(2, 0.5, 0));
}

TEST_SUITE_END();
