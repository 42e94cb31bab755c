#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/value");

namespace {

/// The problem of one line at the top of a scenario, without its place.
std::string problem_of(const std::string& line) {
  const auto said = problems_of(line + "\n" + load);
  const std::string place = "scenarios/bad.toml:1:" + std::to_string(line.find('=') + 3) + ": ";
  CHECK_MESSAGE(said.starts_with(place), said);
  return said.substr(std::min(place.size(), said.size()));
}

/// The same for a line in a table.
std::string problem_in(const std::string& table, const std::string& line) {
  const auto said = problems_of("[" + table + "]\n" + line + "\n\n" + load);
  const std::string place = "scenarios/bad.toml:2:" + std::to_string(line.find('=') + 3) + ": ";
  CHECK_MESSAGE(said.starts_with(place), said);
  return said.substr(std::min(place.size(), said.size()));
}

} // namespace

TEST_CASE("a duration is text with a unit") {
  CHECK(problem_of("duration = 30") == "'duration' must be a duration such as \"30s\", got 30");
  CHECK(problem_of("duration = \"30\"") == "'duration' must be a duration such as \"30s\", got \"30\"");
  CHECK(problem_in("cache", "ttl = [\"60s\"]") ==
        "'cache.ttl' must be a duration such as \"30s\", got a list");
}

TEST_CASE("a duration lies within its limits") {
  CHECK(problem_of("duration = \"0s\"") == "'duration' must be from 1ms to 1000h, got \"0s\"");
  CHECK(problem_of("duration = \"20000h\"") == "'duration' must be from 1ms to 1000h, got \"20000h\"");
  CHECK(problem_of("warmup = \"-2s\"") == "'warmup' must be from 0s to 1h, got \"-2s\"");
  CHECK(problem_in("extractor", "timeout = \"0ms\"") ==
        "'extractor.timeout' must be from 1us to 1h, got \"0ms\"");
  CHECK(problem_in("supervisor", "restart_delay = \"2h\"") ==
        "'supervisor.restart_delay' must be from 0s to 1h, got \"2h\"");
}

TEST_CASE("a whole number is whole and within its limits") {
  const std::string workers = "'extractor.workers' must be a whole number from 1 to 10000, got ";
  CHECK(problem_in("extractor", "workers = 0") == workers + "0");
  CHECK(problem_in("extractor", "workers = -1") == workers + "-1");
  CHECK(problem_in("extractor", "workers = 2.0") == workers + "2.0");
  CHECK(problem_in("extractor", "workers = \"two\"") == workers + "\"two\"");
  // 2 past the end of 32 bits.
  CHECK(problem_in("extractor", "workers = 4294967298") == workers + "4294967298");
  CHECK(problem_in("extractor", "batch_max = 0") ==
        "'extractor.batch_max' must be a whole number from 1 to 1024, got 0");
  CHECK(problem_in("extractor", "queue_max = 0") ==
        "'extractor.queue_max' must be a whole number from 1 to 1000000, got 0");
  CHECK(problem_in("cache", "capacity = 0") ==
        "'cache.capacity' must be a whole number from 1 to 10000000, got 0");
  CHECK(problem_in("market", "window = 9") ==
        "'market.window' must be a whole number from 10 to 4096, got 9");
  CHECK(problem_of("seed = -1") == "'seed' must be a whole number from 0 to 9223372036854775807, got -1");
}

TEST_CASE("a switch is true or false") {
  CHECK(problem_in("cache", "enabled = \"yes\"") == "'cache.enabled' must be true or false, got \"yes\"");
  CHECK(problem_in("fallback", "enabled = 1") == "'fallback.enabled' must be true or false, got 1");
}

TEST_CASE("a name can name a folder") {
  const std::string name =
      "'name' must be up to 64 letters, digits, '_', '-' and '.', the first a letter or digit, got ";
  CHECK(problem_of("name = \"a/b\"") == name + "\"a/b\"");
  CHECK(problem_of("name = \"..\"") == name + "\"..\"");
  CHECK(problem_of("name = \"\"") == name + "\"\"");
  CHECK(problem_of("name = 7") == name + "7");
  CHECK(problem_of("name = \"" + std::string(65, 'x') + "\"") ==
        name + "\"" + std::string(60, 'x') + "...\"");
  CHECK(problem_of("description = 2026-11-23") == "'description' must be text in quotes, got a date or time");
}

TEST_CASE("a choice is one of its words") {
  const std::string clock = "'clock' must be \"real\" or \"virtual\", got ";
  CHECK(problem_of("clock = \"vitual\"") == clock + "\"vitual\"; did you mean \"virtual\"?");
  CHECK(problem_of("clock = \"sundial\"") == clock + "\"sundial\"");
  CHECK(problem_of("clock = true") == clock + "true");
  CHECK(problem_of("clock = \"a\\nb\\u0007\"") == clock + "\"a\\nb\\u0007\"");
  CHECK(problem_in("model", "precision = \"f64\"") ==
        "'model.precision' must be \"f32\" or \"bf16\", got \"f64\"");
}

TEST_CASE("a measured service time is a calibration that exists, from the scenario's folder") {
  CHECK(problem_in("extractor", "service = \"measured(none.json)\"") ==
        "'extractor.service': there is no file 'scenarios/none.json'; a relative path starts from the "
        "scenario's folder");
  CHECK(
      problem_in("fallback", "service = \"measured(../README.md)\"") ==
      "'fallback.service': 'README.md' is no calibration: it is no JSON; 'simrun calibrate --out README.md' "
      "makes one");
  CHECK(problem_in("extractor", "service = \"measured()\"") ==
        "'extractor.service': measured takes a file, as in measured(calibration.json)");
}

TEST_CASE("a service time is a model with its parameters") {
  CHECK(problem_in("extractor", "service = 1.5") ==
        "'extractor.service' must be a service time such as \"lognormal(1.5ms, 0.4)\" or "
        "\"measured(calibration.json)\", got 1.5");
  CHECK(problem_in("extractor", "service = \"lognormal(1.5ms)\"") ==
        "'extractor.service': lognormal takes a median and a sigma, as in lognormal(1.5ms, 0.4)");
  CHECK(problem_in("fallback", "service = \"lognormel(1.5ms, 0.4)\"") ==
        "'fallback.service': unknown service model 'lognormel'; did you mean 'lognormal'?");
}

TEST_CASE("an input file exists, from the scenario's folder") {
  CHECK(
      problem_in("market", "source = \"../data/none.csv\"") ==
      "'market.source': there is no file 'data/none.csv'; a relative path starts from the scenario's folder");
  CHECK(problem_in("market", "source = \"../data\"") == "'market.source': 'data' is a folder, not a file");
  CHECK(problem_in("market", "source = \"/nowhere/none.csv\"") ==
        "'market.source': there is no file '/nowhere/none.csv'");
  CHECK(problem_in("market", "source = 7") ==
        "'market.source' must be \"synthetic\", \"extreme\", a file or a list of up to 1000 files, got 7");
  CHECK(problem_in("model", "weights = \"model.safetensors\"") ==
        "'model.weights': there is no file 'scenarios/model.safetensors'; a relative path starts from the "
        "scenario's "
        "folder");
  CHECK(problem_in("model", "weights = \"\"") == "'model.weights' must be a file, got \"\"");
}

TEST_CASE("where several files will do, each of them exists, and no two are the same") {
  const auto s = parse_scenario(load + "[market]\nsource = [\"../data/sp500_daily_2000_2020.csv\", "
                                       "\"../README.md\"]\n",
                                "scenarios/a.toml");
  REQUIRE(s);
  CHECK(s->market.sources == std::vector<std::string>{"data/sp500_daily_2000_2020.csv", "README.md"});
  CHECK_FALSE(s->market.made_up());
  CHECK(problem_in("market", "source = [\"../README.md\", \"/nowhere/none.csv\"]") ==
        "'market.source': there is no file '/nowhere/none.csv'");
  CHECK(problem_in("market", "source = [\"../README.md\", \"../data/../README.md\"]") ==
        "'market.source': 'README.md' is in the list twice");
  CHECK(problem_in("market", "source = [\"../README.md\", 7]") ==
        "'market.source' must be \"synthetic\", \"extreme\", a file or a list of up to 1000 files, got 7 in "
        "it");
  CHECK(
      problem_in("market", "source = []") ==
      "'market.source' must be \"synthetic\", \"extreme\", a file or a list of up to 1000 files, got a list");
  CHECK(problem_in("model", "weights = [\"../README.md\"]")
            .starts_with("'model.weights' must be a file, got "));
}

TEST_SUITE_END();
