#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/unknown_key");

TEST_CASE("an unknown key comes with the known one that was meant") {
  CHECK(problems_of(load + "rate_per_sec = 7") ==
        "scenarios/bad.toml:4:1: unknown key 'load.rate_per_sec'; did you mean 'rps'?");
  CHECK(problems_of(load + "repeat_ration = 0.3") ==
        "scenarios/bad.toml:4:1: unknown key 'load.repeat_ration'; did you mean 'repeat_ratio'?");
  CHECK(problems_of("warm_up = \"2s\"\n" + load) ==
        "scenarios/bad.toml:1:1: unknown key 'warm_up'; did you mean 'warmup'?");
  CHECK(problems_of("faults = [\"kill cache at 1s\"]\n" + load) ==
        "scenarios/bad.toml:1:1: unknown key 'faults'; did you mean 'fault'?");
}

TEST_CASE("a key like no other is just unknown") {
  CHECK(problems_of(load + "colour = \"red\"") == "scenarios/bad.toml:4:1: unknown key 'load.colour'");
  CHECK(problems_of(load + "[load.stages]") ==
        "scenarios/bad.toml:4:7: unknown key 'load.stages'; did you mean 'stage'?");
  CHECK(problems_of(load + "[\"load.stage\"]\nrps = 1") ==
        "scenarios/bad.toml:4:2: unknown table [load.stage]; "
        "did you mean [[load.stage]]?");
  CHECK(problems_of(load + "[[fault]]\ndo = \"kill cache at 1s\"\nmoment = \"5s\"") ==
        "scenarios/bad.toml:6:1: unknown key 'fault.moment'");
}

TEST_CASE("a key that stands in the wrong table is told where it belongs") {
  CHECK(problems_of(load + "duration = \"30s\"") ==
        "scenarios/bad.toml:4:1: unknown key 'load.duration'; 'duration' belongs at the top, above the first "
        "table or in [[load.stage]]");
  CHECK(problems_of(load + "timeout = \"1s\"") ==
        "scenarios/bad.toml:4:1: unknown key 'load.timeout'; 'timeout' belongs in [extractor]");
  CHECK(problems_of(load + "enabled = true") ==
        "scenarios/bad.toml:4:1: unknown key 'load.enabled'; 'enabled' belongs in [cache] or in [fallback] "
        "or in [alerts]");
  CHECK(problems_of("rps = 100\n" + load) ==
        "scenarios/bad.toml:1:1: unknown key 'rps'; 'rps' belongs in [load] or in [[load.stage]]");
  CHECK(problems_of("that = \"latency_p95 < 100 ms\"\n" + load) ==
        "scenarios/bad.toml:1:1: unknown key 'that'; 'that' belongs in [[require]]");
}

TEST_CASE("an unknown table comes with the known one that was meant") {
  CHECK(problems_of(load + "[extracter]\nworkers = 2") ==
        "scenarios/bad.toml:4:2: unknown table [extracter]; did you mean [extractor]?");
  CHECK(problems_of(load + "[[faults]]\ndo = \"kill cache at 1s\"") ==
        "scenarios/bad.toml:4:3: unknown table [faults]; did you mean [[fault]]?");
  CHECK(problems_of(load + "[colours]\nred = 1") == "scenarios/bad.toml:4:2: unknown table [colours]");
}

TEST_SUITE_END();
