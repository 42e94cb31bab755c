#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

const std::string hot =
    "[[load.group]]\nname = \"hot\"\npattern = \"constant\"\nrps = 100\nrepeat_ratio = 0.9\n";
const std::string cold = "[[load.group]]\nname = \"cold\"\npattern = \"ramp\"\nstart_rps = 1\nend_rps = 5\n";

} // namespace

TEST_SUITE_BEGIN("scenario/group");

TEST_CASE("groups have the keys of [load], each its own") {
  const auto s =
      parse_scenario(hot + cold +
                         "[[load.group]]\nname = \"users\"\npattern = \"closed\"\nconcurrency = 3\n"
                         "think_time = \"5ms\"\nwindow = [{bars = 30}, {bars = 90}]\n"
                         "[[load.group]]\nname = \"staged\"\npattern = \"stages\"\n"
                         "[[load.group.stage]]\nduration = \"1s\"\nrps = 7\n"
                         "[[load.group.stage]]\nduration = \"1s\"\nstart_rps = 7\nend_rps = 9\n"
                         "[[require]]\nthat = \"latency_p95{group=cold} < 100 ms\"\n",
                     "test.toml", {});
  REQUIRE_MESSAGE(s, to_text(s.error().front()));
  REQUIRE(s->groups.size() == 4);
  CHECK(s->groups[0].name == "hot");
  CHECK(s->groups[0].load.rps == 100);
  CHECK(s->groups[0].mix.repeat_ratio == 0.9);
  CHECK(s->groups[1].load.shape == load_shape::ramp);
  CHECK(s->groups[1].load.ramp_duration == s->duration_measured);
  CHECK(s->groups[1].mix.repeat_ratio == 0);
  CHECK(s->groups[2].load.concurrency == 3);
  CHECK(s->groups[2].think_time->mean() == 5ms);
  CHECK(s->groups[2].mix.sizes.size() == 2);
  CHECK(longest_window(*s) == 90);
  CHECK(s->groups[3].load.stages.size() == 2);
  CHECK(s->groups[3].load.stages[0].end_rps == 7);
  CHECK(s->load.stages.empty());
  CHECK(s->requirements[0].group_index == 1);
}

TEST_CASE("what is wrong in a group is said where it stands") {
  CHECK(problems_of(hot + "[[load.group]]\nname = \"b\"\npattern = \"constant\"\n") ==
        "scenarios/bad.toml:6:1: 'load.group.rps' is missing: pattern = \"constant\" needs it");
  CHECK(problems_of(hot + "spike_rps = 5\n") ==
        "scenarios/bad.toml:6:1: 'load.group.spike_rps' is only for pattern = \"spike\"");
  CHECK(problems_of("[[load.group]]\npattern = \"constant\"\nrps = 5\n") ==
        "scenarios/bad.toml:1:1: 'load.group.name' is missing; it must be up to 64 letters, digits, '_', '-' "
        "and '.', the first a letter or digit");
  CHECK(problems_of("[load]\ngroup = 5\n") ==
        "scenarios/bad.toml:2:1: 'load.group' must be a list of tables, [[load.group]], got 5");
}

TEST_CASE("groups have different names, and nothing stands beside them") {
  CHECK(problems_of(hot + hot) == "scenarios/bad.toml:7:8: there are two load groups 'hot'");
  CHECK(problems_of("[load]\nrps = 5\n" + hot) ==
        "scenarios/bad.toml:2:1: 'load.rps' stands in each [[load.group]], where there are groups");
  CHECK(problems_of(hot + "[[require]]\nthat = \"latency_p95{group=cold} < 5 ms\"\n") ==
        "scenarios/bad.toml:7:8: there is no load group 'cold'");
  CHECK(problems_of("[[load.group]]\nname = \"a\"\npattern = \"closed\"\nconcurrency = 1\nrequests = 5\n") ==
        "scenarios/bad.toml:5:12: a group can't end the run: 'requests' is for a single load; leave it out, "
        "and the group goes on for 'duration'");
}

TEST_SUITE_END();
