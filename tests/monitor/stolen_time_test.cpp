#include "monitor/stolen_time.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("monitor/stolen_time");

TEST_CASE("the first line of /proc/stat: the eighth number is what was stolen, guests are in the first two") {
  const auto ticks = parse_processor_ticks("cpu  100 1 20 800 5 0 4 70 33 2");
  REQUIRE(ticks);
  CHECK(ticks->total == 1000);
  CHECK(ticks->stolen == 70);
}

TEST_CASE("another line is none") {
  CHECK_FALSE(parse_processor_ticks(""));
  CHECK_FALSE(parse_processor_ticks("cpu0 1 2 3 4 5 6 7 8"));
  CHECK_FALSE(parse_processor_ticks("cpu  1 2 3 4"));
  CHECK_FALSE(parse_processor_ticks("intr 5 6 7 8 9 10 11 12"));
}

TEST_CASE("the share is of the time between, and nothing where it can't be known") {
  const processor_ticks before{1000, 70};
  CHECK(stolen_share(before, processor_ticks{1200, 80}) == doctest::Approx(0.05));
  CHECK(stolen_share(before, before) == 0);
  CHECK(stolen_share(std::nullopt, before) == 0);
  CHECK(stolen_share(before, std::nullopt) == 0);
  CHECK(stolen_share(before, processor_ticks{1200, 60}) == 0);
}

TEST_SUITE_END();
