#include "features/calibration/calibration_json.hpp"

#include "made_up_calibration.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// The text of a calibration with the first `what` replaced.
std::string with(std::string_view what, std::string_view by) {
  auto text = calibration_json(fixture::made_up_calibration());
  const auto at = text.find(what);
  REQUIRE_MESSAGE(at != text.npos, what);
  return text.replace(at, what.size(), by);
}

/// What is wrong with a text, without the words around it.
std::string problem_of(std::string_view text) {
  const auto read = parse_calibration(text, "c.json");
  REQUIRE_FALSE(read);
  const std::string before = "'c.json' is no calibration: ";
  const std::string behind = "; 'simrun calibrate --out c.json' makes one";
  const auto& message = read.error().message;
  REQUIRE_MESSAGE(message.starts_with(before), message);
  REQUIRE_MESSAGE(message.ends_with(behind), message);
  return message.substr(before.size(), message.size() - before.size() - behind.size());
}

} // namespace

TEST_SUITE_BEGIN("features/calibration_json");

TEST_CASE("what is written is read back, all of it") {
  const auto text = calibration_json(fixture::made_up_calibration());
  const auto read = parse_calibration(text, "c.json");
  REQUIRE(read);
  CHECK(calibration_json(*read) == text);
  CHECK(read->machine == fixture::made_up_calibration().machine);
  CHECK(read->windows[1].extraction[2].times.mean() == 38950us);
  CHECK(read->windows[0].after_pause.count() == 1000);
}

TEST_CASE("the schema comes first") {
  CHECK(calibration_json(fixture::made_up_calibration())
            .starts_with("{\n \"schema\": \"simrun.calibration/1\","));
}

TEST_CASE("what is no calibration says why") {
  CHECK(problem_of("") == "it is no JSON");
  CHECK(problem_of("{\"schema\": ") == "it is no JSON");
  CHECK(problem_of("[]") == "'schema' is missing");
  CHECK(problem_of("{}") == "'schema' is missing");
  CHECK(problem_of("{\"schema\": 1}") == "'schema' must be text");
  CHECK(problem_of(with("simrun.calibration/1", "simrun.result/1")) ==
        "its schema is 'simrun.result/1', not 'simrun.calibration/1'");
}

TEST_CASE("a value that can't be used is named by its place") {
  CHECK(problem_of(with("\"windows\"", "\"widows\"")) == "'windows' is missing");
  CHECK(problem_of(with("\"window\": 60", "\"window\": 0")) ==
        "'windows[0].window' must be a whole number from 1 to 4096");
  CHECK(problem_of(with("\"window\": 60", "\"window\": 60.5")) ==
        "'windows[0].window' must be a whole number from 1 to 4096");
  CHECK(problem_of(with("\"batch\": 1,", "\"batch\": 2,")) ==
        "'windows[0].extraction' must begin with a batch of 1, and each be larger than the last");
  CHECK(problem_of(with("\"batch\": 16,", "\"batch\": 4,")) ==
        "'windows[0].extraction' must begin with a batch of 1, and each be larger than the last");
  CHECK(problem_of(with("\"fallback\"", "\"callback\"")) == "'windows[0].fallback' is missing");
  CHECK(problem_of(with("\"count\": 1000", "\"count\": 0")) ==
        "'windows[0].extraction[0].count' must be a whole number from 1 to 9223372036854775807");
}

TEST_CASE("the numbers of a distribution are a hundred, whole and ascending") {
  const std::string wrong =
      "'windows[0].extraction[0].hundredths_ns' must be 100 whole numbers of nanoseconds, ascending";
  CHECK(problem_of(with("2000000,", "")) == wrong);
  CHECK(problem_of(with("2000000,", "-1,")) == wrong);
  CHECK(problem_of(with("2000000,", "2e6,")) == wrong);
  CHECK(problem_of(with("2000000,", "9000000,")) == wrong);
  CHECK(problem_of(with("2000000,", "\"2ms\",")) == wrong);
}

TEST_CASE("a file that can't be read says how to make one") {
  CHECK(read_calibration("no/such.json").error().message ==
        "'no/such.json' can't be read; 'simrun calibrate --out no/such.json' makes one");
}

TEST_SUITE_END();
