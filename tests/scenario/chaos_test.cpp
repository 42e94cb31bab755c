#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("scenario/chaos");

TEST_CASE("what a system owes after its faults has defaults, and limits") {
  const auto s = parse_scenario(load, "a.toml").value();
  CHECK(s.chaos.recovered_after == 1s);
  CHECK(s.chaos.recovery_max == 10s);
  const auto own =
      parse_scenario(load + "[chaos]\nrecovered_after = \"300ms\"\nrecovery_max = \"2s\"", "a.toml");
  REQUIRE(own);
  CHECK(own->chaos.recovered_after == 300ms);
  CHECK(own->chaos.recovery_max == 2s);
  CHECK(problems_of(load + "[chaos]\nrecovered_after = \"10ms\"").find("'chaos.recovered_after' must be") !=
        std::string::npos);
  CHECK(problems_of(load + "[chaos]\nrecover_max = \"2s\"").find("did you mean 'recovery_max'?") !=
        std::string::npos);
}

TEST_CASE("a selector that selects nothing is a problem of its requirement") {
  const auto require = [](const std::string& that) {
    return problems_of(load + "[[require]]\nthat = \"" + that + "\"");
  };
  CHECK(require("success_rate{during=falt} > 90 %")
            .find("unknown part of the run 'falt'; did you mean 'fault'?") != std::string::npos);
  CHECK(parse_scenario(load + "[[require]]\nthat = \"success_rate{during=fault} > 90 %\"", "a.toml"));
}

TEST_SUITE_END();
