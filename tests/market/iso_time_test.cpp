#include "market/iso_time.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("market/iso_time");

TEST_CASE("dates and times are UTC, with or without a Z") {
  constexpr std::chrono::sys_days day = 2020y / 1 / 31;
  CHECK(parse_iso_time("2020-01-31") == day);
  for (const auto* text :
       {"2020-01-31T15:30:05", "2020-01-31T15:30:05Z", "2020-01-31 15:30:05", "2020-01-31 15:30:05Z"})
    CHECK_MESSAGE(parse_iso_time(text) == day + 15h + 30min + 5s, text);
  CHECK(parse_iso_time("1969-12-31T23:59:59") == std::chrono::sys_seconds(-1s));
}

TEST_CASE("a day has to be in the calendar") {
  CHECK(parse_iso_time("2020-02-29"));
  CHECK(parse_iso_time("2000-02-29"));
  for (const auto* text :
       {"2021-02-29", "1900-02-29", "2020-04-31", "2020-13-01", "2020-00-10", "2020-01-00", "2020-01-32"})
    CHECK_MESSAGE(parse_iso_time(text).error() == iso_time_problem::calendar, text);
}

TEST_CASE("a time has to be in the day") {
  for (const auto* text : {"2020-01-31T24:00:00", "2020-01-31T23:60:00", "2020-01-31T23:59:60"})
    CHECK_MESSAGE(parse_iso_time(text).error() == iso_time_problem::time_of_day, text);
}

TEST_CASE("other forms are none") {
  for (const auto* text :
       {"", "2020", "2020-1-31", "31-01-2020", "01/31/2020", "2020-01-31Z", "2020-01-31T", "2020-01-31T15:30",
        "2020-01-31T15:30:05+01:00", "2020-01-31T15:30:05.5", "2020-01-31  15:30:05", "2020-01-31T15:30:05ZZ",
        "-020-01-31", "2020-01-31x15:30:05"})
    CHECK_MESSAGE(parse_iso_time(text).error() == iso_time_problem::form, text);
}

TEST_CASE("a printed timestamp reads back as itself") {
  for (const auto* text : {"2020-01-31", "2020-01-31T15:30:05Z", "1969-12-31T23:59:59Z"})
    CHECK(to_text(*parse_iso_time(text)) == text);
}

TEST_SUITE_END();
