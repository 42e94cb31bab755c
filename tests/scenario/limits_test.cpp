#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/limits");

TEST_CASE("without a table nothing is limited") {
  const auto limits = parse_scenario(load, "scenarios/good.toml").value().limits;
  CHECK(limits.memory_limit_mb == 0);
  CHECK(limits.descriptors_max == 0);
  CHECK(limits.cpu_limit_cores == 0);
}

TEST_CASE("processor time is a number of cores, and somebody sees to it") {
  const auto s = parse_scenario(load + "[limits]\ncpu_limit_cores = 0.5\ncpu_limit_by = \"workers\"",
                                "scenarios/good.toml")
                     .value();
  CHECK(s.limits.cpu_limit_cores == 0.5);
  CHECK(s.limits.cpu_limit_by == cpu_limiting::workers);
  CHECK(problems_of(load + "[limits]\ncpu_limit_cores = -1") ==
        "scenarios/bad.toml:5:19: 'limits.cpu_limit_cores' must be a number from 0 to 1000, got -1");
  CHECK(problems_of(load + "[limits]\ncpu_limit_cores = \"50 %\"") ==
        "scenarios/bad.toml:5:19: 'limits.cpu_limit_cores' must be a number from 0 to 1000, got \"50 %\"");
  CHECK(problems_of(load + "[limits]\ncpu_limit_cores = 1\ncpu_limit_by = \"cgroup\"") ==
        "scenarios/bad.toml:6:16: 'limits.cpu_limit_by' must be \"auto\", \"quota\" or \"workers\", got "
        "\"cgroup\"");
}

TEST_CASE("there is a least share of a core") {
  CHECK(problems_of(load + "[limits]\ncpu_limit_cores = 0.01").empty());
  CHECK(problems_of(load + "[limits]\ncpu_limit_cores = 0.001") ==
        "scenarios/bad.toml:5:19: 'limits.cpu_limit_cores' must be at least 0.01, or 0 for no limit, got "
        "0.001");
}

TEST_CASE("the virtual clock takes no processor that could be limited") {
  const auto limited = load + "[limits]\ncpu_limit_cores = 0.5\n";
  CHECK(problems_of(limited, {.clock = "virtual"}) ==
        "scenarios/bad.toml:5:19: 'limits.cpu_limit_cores' is for the real clock: on the virtual one work "
        "takes the time of 'extractor.service' and no processor; set it to 0");
  CHECK(problems_of("clock = \"virtual\"\n" + load + "[limits]\ncpu_limit_cores = 0").empty());
  CHECK(problems_of("clock = \"virtual\"\n" + load + "[limits]\nmemory_limit_mb = 1000").empty());
}

TEST_SUITE_END();
