#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/syntax");

namespace {

/// Only the beginning is ours: column and reason are the TOML library's and may differ between its versions.
bool is_no_toml(std::string_view toml, int line) {
  const auto said = problems_of(toml);
  CAPTURE(said);
  return said.starts_with("scenarios/bad.toml:" + std::to_string(line) + ":") &&
         said.find(": not valid TOML: ") != said.npos && said.find('\n') == said.npos;
}

} // namespace

TEST_CASE("what breaks TOML's own rules is reported where it breaks them") {
  CHECK(is_no_toml("[load]\npattern = constant\n", 2));
  CHECK(is_no_toml("name = \"spike\n[load]\n", 1));
  CHECK(is_no_toml("[load\npattern = \"constant\"\n", 1));
  CHECK(is_no_toml("seed = 99999999999999999999\n", 1));
  CHECK(is_no_toml("name = \"\xff\"\n", 1));
  CHECK(is_no_toml(load + "[load]\nrps = 5\n", 4));
  CHECK(is_no_toml(load + "[cache]\nttl = {a = 1, a = 2}\n", 5));
}

TEST_CASE("a key given twice does not hide the problems below it") {
  CHECK(problems_of(load + "  rps = 200\n"
                           "\n"
                           "[extractor]\n"
                           "workers = 0\n"
                           "workers = 2\n") ==
        "scenarios/bad.toml:4:3: 'rps' is given twice in one table\n"
        "scenarios/bad.toml:7:11: 'extractor.workers' must be a whole number from 1 to 10000, got 0\n"
        "scenarios/bad.toml:8:1: 'workers' is given twice in one table");
}

TEST_CASE("an empty file says what a scenario needs") {
  const auto* said =
      "scenarios/bad.toml:1:1: the scenario is empty; it needs at least a [load] with a pattern";
  CHECK(problems_of("") == said);
  CHECK(problems_of("# nothing yet\n") == said);
}

TEST_CASE("line ends of other systems and a byte order mark do no harm") {
  CHECK(problems_of("\xEF\xBB\xBF[load]\r\npattern = \"constant\"\r\nrps = 100\r\n") == "");
}

TEST_SUITE_END();
