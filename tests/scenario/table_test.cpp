#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/table");

TEST_CASE("a table is neither a value nor a list") {
  CHECK(problems_of("load = 5") == "scenarios/bad.toml:1:1: 'load' must be a table, [load], got 5");
  CHECK(problems_of("[[load]]\npattern = \"constant\"") ==
        "scenarios/bad.toml:1:3: 'load' must be a table, [load], got a list");
}

TEST_CASE("faults and requirements are lists of tables") {
  CHECK(problems_of(load + "[fault]\ndo = \"kill cache at 1s\"") ==
        "scenarios/bad.toml:4:2: 'fault' must be a list of tables, [[fault]], got a table");
  CHECK(problems_of("require = [\"success_rate >= 99 %\"]\n" + load) ==
        "scenarios/bad.toml:1:12: 'require' must be a list of tables, [[require]], got \"success_rate >= 99 "
        "%\"");
}

TEST_CASE("a value is no table") {
  CHECK(problems_of(load + "[extractor.workers]") ==
        "scenarios/bad.toml:4:1: 'extractor.workers' must be a whole number from 1 to 10000, got a table");
}

TEST_CASE("what every scenario needs is missed where it should stand") {
  CHECK(problems_of("seed = 7") ==
        "scenarios/bad.toml:1:1: [load] is missing; its 'pattern' must be "
        "\"constant\", \"ramp\", \"step\", \"spike\", \"stages\", \"replay\" or \"closed\"");
  CHECK(problems_of("seed = 7\n[load]\nrps = 100") ==
        "scenarios/bad.toml:2:1: 'load.pattern' is missing; it must be \"constant\", \"ramp\", \"step\", "
        "\"spike\", \"stages\", \"replay\" or \"closed\"");
  CHECK(problems_of(load + "[[fault]]") == "scenarios/bad.toml:4:1: 'fault.do' is missing; it must be a "
                                           "sentence such as \"kill extractor at 5s for "
                                           "2s\"");
  CHECK(problems_of(load + "[[require]]\nseverity = \"warning\"") ==
        "scenarios/bad.toml:4:1: 'require.that' is missing; it must be a sentence such as \"latency_p95 < "
        "100 ms\"");
}

TEST_CASE("all problems are told at once, from top to bottom") {
  CHECK(problems_of("clock = \"vitual\"\n"
                    "durration = \"30s\"\n"
                    "\n"
                    "[load]\n"
                    "pattern = \"spike\"\n"
                    "base_rps = -1\n"
                    "rate_per_sec = 3\n"
                    "\n"
                    "[extracter]\n"
                    "workers = 2\n"
                    "\n"
                    "[[require]]\n"
                    "that = \"latncy_p95 < 100 ms\"\n"
                    "\n"
                    "[[fault]]\n"
                    "do = \"kill cache at 20s\"\n") ==
        "scenarios/bad.toml:1:9: 'clock' must be \"real\" or \"virtual\", got \"vitual\"; did you mean "
        "\"virtual\"?\n"
        "scenarios/bad.toml:2:1: unknown key 'durration'; did you mean 'duration'?\n"
        "scenarios/bad.toml:4:1: 'load.spike_rps' is missing: pattern = \"spike\" needs it\n"
        "scenarios/bad.toml:4:1: 'load.spike_duration' is missing: pattern = \"spike\" needs it\n"
        "scenarios/bad.toml:4:1: 'load.spike_every' is missing: pattern = \"spike\" needs it\n"
        "scenarios/bad.toml:6:12: 'load.base_rps' must be a number from 0 to 10000000, got -1\n"
        "scenarios/bad.toml:7:1: unknown key 'load.rate_per_sec'; did you mean 'rps'?\n"
        "scenarios/bad.toml:9:2: unknown table [extracter]; did you mean [extractor]?\n"
        "scenarios/bad.toml:13:8: unknown metric 'latncy_p95'; did you mean 'latency_p95'?\n"
        "scenarios/bad.toml:16:6: 'kill cache at 20s' never fires: the run ends at 10s");
}

TEST_SUITE_END();
