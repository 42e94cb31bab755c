#include "problems_of.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("scenario/stage");

namespace {

load_pattern read(const std::string& toml) {
  const auto s = parse_scenario(toml, "good.toml");
  REQUIRE_MESSAGE(s, problems_of(toml));
  return s->load;
}

const std::string staged = "[load]\npattern = \"stages\"\n";

std::string stage(const std::string& keys) {
  return problems_of(staged + "[[load.stage]]\nduration = \"10s\"\n" + keys);
}

} // namespace

TEST_CASE("a ramp lasts as long as the run, or as long as it says") {
  const std::string ramp = "duration = \"5min\"\n[load]\npattern = \"ramp\"\nstart_rps = 10\nend_rps = 200\n";
  CHECK(read(ramp).ramp_duration == 300s);
  CHECK(read(ramp + "ramp_duration = \"1min\"").ramp_duration == 60s);
  CHECK(read(ramp).start_rps == 10);
  CHECK(read(ramp).end_rps == 200);
  CHECK(problems_of("[load]\npattern = \"ramp\"\nstart_rps = 0\nend_rps = 0") ==
        "scenarios/bad.toml:4:11: 'load.end_rps' and 'load.start_rps' are both 0, so there is no load");
}

TEST_CASE("steps are a list of rates") {
  const auto steps = [](const std::string& rates) {
    return problems_of("[load]\npattern = \"step\"\nstep_duration = \"5s\"\nstep_rps = " + rates);
  };
  CHECK(read("[load]\npattern = \"step\"\nstep_duration = \"5s\"\nstep_rps = [50, 100.5, 0]").step_rps ==
        std::vector<double>{50, 100.5, 0});
  const std::string list =
      "scenarios/bad.toml:4:12: 'load.step_rps' must be a list of up to 1000 numbers from 0 to "
      "10000000, got ";
  CHECK(steps("[]") == list + "a list");
  CHECK(steps("50") == list + "50");
  CHECK(steps("[50, -1]") == list + "-1 in it");
  CHECK(steps("[50, nan]") == list + "nan in it");
  CHECK(steps("[0, 0]") == "scenarios/bad.toml:4:12: 'load.step_rps' has only zeros, so there is no load");
}

TEST_CASE("stages follow one another, each with a rate that stays or changes") {
  const auto load = read(staged + "[[load.stage]]\nduration = \"10s\"\nrps = 50\n"
                                  "[[load.stage]]\nduration = \"1min\"\nstart_rps = 50\nend_rps = 0\n");
  REQUIRE(load.stages.size() == 2);
  CHECK(load.stages[0].length == 10s);
  CHECK(load.stages[0].start_rps == 50);
  CHECK(load.stages[0].end_rps == 50);
  CHECK(load.stages[1].length == 60s);
  CHECK(load.stages[1].start_rps == 50);
  CHECK(load.stages[1].end_rps == 0);
  CHECK(read("[load]\npattern = \"stages\"\nstage = [{duration = \"1s\", rps = 5}]").stages.size() == 1);
}

TEST_CASE("a stage has one rate or two") {
  CHECK(stage("rps = 5") == "");
  CHECK(stage("rps = 5\nend_rps = 7") ==
        "scenarios/bad.toml:6:11: a stage has either 'rps', or 'start_rps' and 'end_rps'");
  CHECK(stage("start_rps = 5") ==
        "scenarios/bad.toml:5:13: a stage needs 'rps', or both 'start_rps' and 'end_rps'");
  CHECK(stage("") == "scenarios/bad.toml:4:12: a stage needs 'rps', or both 'start_rps' and 'end_rps'");
  CHECK(stage("rps = -1") ==
        "scenarios/bad.toml:5:7: 'load.stage.rps' must be a number from 0 to 10000000, got -1");
  CHECK(stage("rsp = 5\nrps = 5") ==
        "scenarios/bad.toml:5:1: unknown key 'load.stage.rsp'; did you mean 'rps'?");
  CHECK(problems_of(staged + "[[load.stage]]\nrps = 5") ==
        "scenarios/bad.toml:3:1: 'load.stage.duration' is missing; it must be a duration such as \"30s\"");
}

TEST_CASE("stages are for their pattern, and it needs them") {
  CHECK(problems_of(staged) ==
        "scenarios/bad.toml:1:1: 'load.stage' is missing: pattern = \"stages\" needs it");
  CHECK(problems_of(load + "[[load.stage]]\nduration = \"1s\"\nrps = 5") ==
        "scenarios/bad.toml:4:8: 'load.stage' is only for pattern = \"stages\"");
  CHECK(problems_of(staged + "stage = []") ==
        "scenarios/bad.toml:3:9: 'load.stage' must be 1 to 1000 tables, [[load.stage]], got a list");
  CHECK(problems_of(staged + "stage = 5").ends_with("got 5"));
  CHECK(problems_of(staged + "[[load.stage]]\nduration = \"1s\"\nrps = 0").ends_with("so there is no load"));
  // A flag that changes the pattern takes them with it.
  const std::string toml = staged + "[[load.stage]]\nduration = \"1s\"\nrps = 5";
  CHECK(problems_of(toml, {.set = {"load.pattern=constant", "load.rps=5"}}) == "");
}

TEST_CASE("a replay reads its file, and says where it is wrong") {
  const auto path = std::filesystem::temp_directory_path() / ("simrun_replay_" + std::to_string(getpid()));
  const auto replayed = [&](const std::string& times, const std::string& more = "") {
    std::ofstream(path) << times;
    auto said = problems_of("[load]\npattern = \"replay\"\ntimes = \"" + path.string() + "\"\n" + more);
    std::filesystem::remove(path);
    return said;
  };
  CHECK(replayed("0\n1\n") == "");
  CHECK(replayed("1\n0\n") == "scenarios/bad.toml:3:9: 'load.times': " + path.string() +
                                  ":2: the line goes back in time: 0s comes after 1s");
  CHECK(replayed("0\n", "arrivals = \"uniform\"") ==
        "scenarios/bad.toml:4:1: 'load.arrivals' is not for pattern = \"replay\"");
  CHECK(problems_of("[load]\npattern = \"replay\"\ntimes = \"nowhere.csv\"")
            .starts_with("scenarios/bad.toml:3:9: 'load.times': there is no file"));
}

TEST_SUITE_END();
