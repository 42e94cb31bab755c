#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("scenario/overrides");

namespace {

const std::string base = "duration = \"30s\"\n" + load + "[[fault]]\ndo = \"kill cache at 12s\"\n";

const std::string burst = "[load]\npattern = \"spike\"\nbase_rps = 50\nspike_rps = 400\n"
                          "spike_duration = \"2s\"\nspike_every = \"10s\"\n";

std::string set(std::vector<std::string> arguments, const std::string& toml = base) {
  return problems_of(toml, {.set = std::move(arguments)});
}

} // namespace

TEST_CASE("overrides change the scenario as if it had said so itself") {
  const auto s = parse_scenario(base, "base.toml",
                                {.set = {"load.rps=500", "extractor.workers = 3", "market.symbols=4",
                                         "warmup=2s", "cache.enabled=false", "cache.enabled=true"},
                                 .duration = "20s",
                                 .seed = "7",
                                 .clock = "virtual",
                                 .faults = {"kill extractor[2] at 5s for 2s"}});
  REQUIRE(s);
  CHECK(s->load.rps == 500);
  CHECK(s->extractor.workers == 3);
  CHECK(s->market.symbols == 4);
  CHECK(s->warmup == 2s);
  CHECK(s->cache.enabled);
  CHECK(s->duration_measured == 20s);
  CHECK(s->seed == 7);
  CHECK(s->clock == clock_kind::virtual_time);
  REQUIRE(s->faults.size() == 2);
  CHECK(s->faults[0].text == "kill cache at 12s");
  CHECK(s->faults[1].text == "kill extractor[2] at 5s for 2s");
}

TEST_CASE("a point of a sweep wins over every other flag, and answers for what it says") {
  const auto s =
      parse_scenario(base, "base.toml",
                     {.set = {"load.rps=500"},
                      .duration = "20s",
                      .over = {"load.rps=600", "duration=40s", "extractor.service=constant(2ms)"}});
  REQUIRE(s);
  CHECK(s->load.rps == 600);
  CHECK(s->duration_measured == 40s);
  CHECK(s->extractor.service.mean() == 2ms);
  CHECK(problems_of(base, {.over = {"load.rps=-1"}}) ==
        "--over load.rps=-1: 'load.rps' must be a number above 0, at most 10000000, got -1");
}

TEST_CASE("a scenario without faults gets its first one from a flag") {
  const auto s = parse_scenario(load, "base.toml", {.faults = {"kill cache at 2s"}});
  REQUIRE(s);
  CHECK(s->faults.size() == 1);
}

TEST_CASE("a bare word is text, and so is what looks like a date") {
  const auto s = parse_scenario(
      load, "base.toml", {.set = {"load.arrivals=uniform", "name=2026-11-23", "description=as \"typed\""}});
  REQUIRE(s);
  CHECK(s->load.arrivals == arrival_kind::uniform);
  CHECK(s->name == "2026-11-23");
  CHECK(s->description == "as \"typed\"");
}

TEST_CASE("a whole table or list can be set as TOML") {
  const auto s = parse_scenario(base, "base.toml",
                                {.set = {"load={pattern='constant', rps=5}",
                                         "require=[{that='success_rate >= 99 %', severity='warning'}]"}});
  REQUIRE(s);
  CHECK(s->load.rps == 5);
  REQUIRE(s->requirements.size() == 1);
  CHECK(s->requirements[0].severity == severity::warning);
}

TEST_CASE("a new pattern drops the keys of the old one, which nobody asked to keep") {
  const auto s = parse_scenario(burst, "burst.toml", {.set = {"load.pattern=constant", "load.rps=100"}});
  REQUIRE(s);
  CHECK(s->load.shape == load_shape::constant);
  CHECK(s->load.rps == 100);
}

TEST_CASE("a new pattern misses its keys at the flag that chose it") {
  CHECK(set({"load.pattern=constant"}, burst) ==
        "--set load.pattern=constant: 'load.rps' is missing: pattern = \"constant\" needs it");
}

TEST_CASE("a problem of an override names the flag, after those of the file") {
  CHECK(set({"load.rps=abc"}) ==
        "--set load.rps=abc: 'load.rps' must be a number above 0, at most 10000000, got \"abc\"");
  CHECK(set({"load.rsp=5"}) == "--set load.rsp=5: unknown key 'load.rsp'; did you mean 'rps'?");
  CHECK(set({"lod.rps=5"}) == "--set lod.rps=5: unknown table [lod]; did you mean [load]?");
  CHECK(set({"load.spike_rps=5"}) ==
        "--set load.spike_rps=5: 'load.spike_rps' is only for pattern = \"spike\"");
  CHECK(set({"name=a b", "extractor.workers=0"}, load + "colour = 1") ==
        "scenarios/bad.toml:4:1: unknown key 'load.colour'\n"
        "--set 'name=a b': 'name' must be up to 64 letters, digits, '_', '-' and '.', the first a letter or "
        "digit, got "
        "\"a b\"\n"
        "--set extractor.workers=0: 'extractor.workers' must be a whole number from 1 to 10000, got 0");
}

TEST_CASE("every flag is named as it was typed") {
  CHECK(problems_of(base, {.duration = "40"}) ==
        "--duration 40: 'duration' must be a duration such as \"30s\", got \"40\"");
  CHECK(problems_of(base, {.seed = "x"}) ==
        "--seed x: 'seed' must be a whole number from 0 to 9223372036854775807, got \"x\"");
  CHECK(problems_of(base, {.clock = "vitual"}) ==
        "--clock vitual: 'clock' must be \"real\" or \"virtual\", got \"vitual\"; did you mean \"virtual\"?");
  CHECK(problems_of(base, {.faults = {"kill cahce at 3s"}}) ==
        "--fault 'kill cahce at 3s': unknown component 'cahce'; did you mean 'cache'?");
}

TEST_CASE("a shorter duration finds the faults that would no longer fire") {
  CHECK(problems_of(base, {.duration = "10s"}) ==
        "scenarios/bad.toml:6:6: 'kill cache at 12s' never fires: the run ends at 10s");
}

TEST_CASE("--chaos adds faults to those that are there, all of them from its seed") {
  const auto read = [](std::uint64_t seed) {
    return parse_scenario(base, "base.toml", {.chaos = seed}).value();
  };
  const auto s = read(7);
  CHECK(s.faults.size() > 1);
  CHECK(s.faults[0].text == "kill cache at 12s");
  CHECK(s.faults == read(7).faults);
  CHECK(s.faults != read(8).faults);
  CHECK(own_seeds(s) == std::vector<std::pair<std::string, std::uint64_t>>{{"chaos", 7}});
  CHECK(s.chaos_seed == 7);

  // What was drawn may be written down.
  scenario_overrides written;
  for (std::size_t i = 1; i < s.faults.size(); ++i)
    written.faults.push_back(s.faults[i].text);
  auto again = parse_scenario(base, "base.toml", written).value().faults;
  // But for who wrote them.
  for (std::size_t i = 0; i < again.size(); ++i)
    again[i].drawn = s.faults[i].drawn;
  CHECK(again == s.faults);
}

TEST_CASE("--chaos that finds no room says so, and does not hide other problems") {
  CHECK(problems_of(load, {.duration = "5ms", .chaos = 7}) ==
        "--chaos 7: no fault fits into a run of 5ms beside those that it has");
  CHECK(problems_of(base, {.clock = "virtaul", .chaos = 7}).find("virtaul") != std::string::npos);
}

TEST_CASE("an override is a key and a value") {
  CHECK(set({"load.rps"}) == "--set load.rps: must be a key and a value, such as load.rps=500");
  CHECK(set({"=5"}) == "--set =5: must be a key and a value, such as load.rps=500");
  CHECK(set({""}) == "--set '': must be a key and a value, such as load.rps=500");
  CHECK(set({"seed=5\nclock=7"}).ends_with("got \"5\\nclock=7\""));
}

TEST_CASE("one key of a list can't be set") {
  CHECK(set({"fault.do=x"}) ==
        "--set fault.do=x: 'fault' is a list in this scenario, so a single key of it can't be set");
}

TEST_CASE("files for a market out of a seed take its symbols with them") {
  const auto s = parse_scenario("[market]\nsource = \"synthetic\"\nsymbols = 50\nbars = 90\n" + load,
                                "scenarios/base.toml",
                                {.set = {"market.source=[\"../README.md\", \"../CHANGELOG.md\"]"}});
  REQUIRE(s);
  CHECK(s->market.sources == std::vector<std::string>{"README.md", "CHANGELOG.md"});
}

TEST_SUITE_END();
