#include "scenario/read_scenario.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <string>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("scenario/shipped");

TEST_CASE("every shipped scenario has no problem, is named after its file and described at its top") {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator("scenarios")) {
    const auto path = file.path().string();
    CAPTURE(path);
    const auto s = read_scenario(path);
    for (const auto& p : s ? std::vector<problem>{} : s.error())
      FAIL_CHECK(to_text(p));
    if (!s)
      continue;
    ++count;
    CHECK(s->name == file.path().stem());
    CHECK_FALSE(s->description.empty());
    CHECK_FALSE(s->requirements.empty());
    std::string first_line;
    std::getline(std::ifstream(path) >> std::ws, first_line);
    CHECK(first_line.starts_with("# "));
  }
  CHECK(count >= 19);
}

TEST_CASE("spike.toml is read as written") {
  const auto s = read_scenario("scenarios/spike.toml");
  REQUIRE(s);
  CHECK(s->file == "scenarios/spike.toml");
  CHECK(s->clock == clock_kind::real);
  CHECK(s->seed == 42);
  CHECK(s->warmup == 2s);
  CHECK(s->duration_measured == 30s);
  CHECK(s->market.sources == std::vector<std::string>{"data/sp500_daily_2000_2020.csv"});
  CHECK(s->market.window == 60);
  CHECK_FALSE(s->model.weights);
  CHECK(s->extractor.workers == 2);
  CHECK(s->extractor.timeout == 500ms);
  CHECK(s->load.shape == load_shape::spike);
  CHECK(s->load.base_rps == 50);
  CHECK(s->load.spike_rps == 400);
  CHECK(s->load.spike_duration == 2s);
  CHECK(s->load.spike_every == 10s);
  CHECK(s->mix.repeat_ratio == 0.3);
  CHECK(s->faults.empty());
  REQUIRE(s->requirements.size() == 3);
  CHECK(s->requirements[0].severity == severity::critical);
  CHECK(s->requirements[2].text == "latency_p99 < 200 ms");
  CHECK(s->requirements[2].severity == severity::warning);
}

TEST_CASE("a severity may stand before its sentence") {
  const auto s = parse_scenario("[load]\npattern = \"constant\"\nrps = 1\n"
                                "[[require]]\nseverity = \"warning\"\nthat = \"success_rate >= 99 %\"",
                                "a.toml");
  REQUIRE(s);
  CHECK(s->requirements.at(0).severity == severity::warning);
}

TEST_CASE("a scenario without a name is named after its file") {
  const auto name_of = [](const char* file) {
    return parse_scenario("[load]\npattern = \"constant\"\nrps = 1", file).value().name;
  };
  CHECK(name_of("runs/night shift.toml") == "nightshift");
  CHECK(name_of("v1.2.toml") == "v1.2");
  CHECK(name_of("-.toml") == "scenario");
}

TEST_CASE("a file that can't be read says why") {
  const auto said = [](const char* file) { return to_text(read_scenario(file).error().at(0)); };
  CHECK(said("scenarios/spkie.toml") ==
        "scenarios/spkie.toml: there is no such file; did you mean 'spike.toml'?");
  CHECK(said("nowhere/at_all.toml") == "nowhere/at_all.toml: there is no such file");
  CHECK(said("scenarios") == "scenarios: is a folder; give a scenario file");
}

TEST_SUITE_END();
