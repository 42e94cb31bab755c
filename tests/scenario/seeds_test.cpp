#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/seeds");

TEST_CASE("without seeds of their own all dimensions start from the run's") {
  const auto s = parse_scenario("seed = 9\n" + load, "a.toml").value();
  for (const auto* dimension : {"arrivals", "windows", "service", "network", "path", "market", "weights"})
    CHECK(seed_of(s, dimension) == 9);
}

TEST_CASE("one seed changes one dimension and leaves the others") {
  const auto s = parse_scenario("seed = 9\n" + load + "[seeds]\narrivals = 7", "a.toml").value();
  CHECK(seed_of(s, "arrivals") == 7);
  for (const auto* dimension : {"windows", "service", "network", "path", "market", "weights"})
    CHECK(seed_of(s, dimension) == 9);
  const auto t = parse_scenario(load, "a.toml", {.set = {"seeds.service=3"}}).value();
  CHECK(seed_of(t, "service") == 3);
  CHECK(seed_of(t, "arrivals") == 1);
  CHECK(seed_of(parse_scenario(load, "a.toml", {.set = {"seeds.faults=3"}}).value(), "faults") == 3);
}

TEST_CASE("a seed is a whole number of a known dimension") {
  CHECK(problems_of(load + "[seeds]\narrivals = -1") ==
        "scenarios/bad.toml:5:12: 'seeds.arrivals' must be a whole "
        "number from 0 to 9223372036854775807, got -1");
  CHECK(problems_of(load + "[seeds]\narrival = 1") ==
        "scenarios/bad.toml:5:1: unknown key 'seeds.arrival'; did you mean 'arrivals'?");
}

TEST_SUITE_END();
