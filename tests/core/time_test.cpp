#include "core/time.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("core/time");

TEST_CASE("durations are read with their unit") {
  CHECK(parse_duration("30s") == 30s);
  CHECK(parse_duration("1.5ms") == 1500us);
  CHECK(parse_duration("80 ns") == 80ns);
  CHECK(parse_duration("250us") == 250us);
  CHECK(parse_duration("2min") == 120s);
  CHECK(parse_duration("1h") == 3600s);
  CHECK(parse_duration("0s") == 0ns);
}

TEST_CASE("what is no duration is nothing") {
  for (const auto* bad : {"", "30", "s", "-1s", "1 parsec", "1s ago", "inf s", "nan s", "10001h", "1e300h"})
    CHECK_MESSAGE(!parse_duration(bad), bad);
}

TEST_CASE("a printed duration reads back as itself") {
  for (const duration d :
       {duration(0ns), duration(1ns), duration(999ns), duration(1500us), duration(2s), duration(3600s)})
    CHECK(parse_duration(to_text(d)) == d);
  CHECK(to_text(1500us) == "1.5ms");
  CHECK(to_text(30s) == "30s");
  CHECK(to_text(100'000s) == "100000s");
}

TEST_SUITE_END();
