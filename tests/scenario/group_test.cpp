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
}

TEST_CASE("what keys of a group must satisfy together is said of 'load.group'") {
  const auto second = [](const std::string& keys) {
    return problems_of(hot + "[[load.group]]\nname = \"b\"\n" + keys);
  };
  CHECK(
      second("pattern = \"ramp\"\nstart_rps = 0\nend_rps = 0\n") ==
      "scenarios/bad.toml:10:11: 'load.group.end_rps' and 'load.group.start_rps' are both 0, so there is no "
      "load");
  CHECK(second("pattern = \"step\"\nstep_duration = \"1s\"\nstep_rps = [0, 0]\n") ==
        "scenarios/bad.toml:10:12: 'load.group.step_rps' has only zeros, so there is no load");
  CHECK(second("pattern = \"spike\"\nbase_rps = 1\nspike_rps = 5\nspike_duration = \"9s\"\nspike_every = "
               "\"9s\"\n") ==
        "scenarios/bad.toml:11:18: 'load.group.spike_duration' must be shorter than 'load.group.spike_every' "
        "(9s), got \"9s\"");
  CHECK(second("pattern = \"stages\"\n[[load.group.stage]]\nduration = \"1s\"\nrps = 0\n") ==
        "scenarios/bad.toml:9:1: no 'load.group.stage' has a rate above 0, so there is no load");
  CHECK(second("pattern = \"stages\"\n[[load.group.stage]]\nduration = \"1s\"\nstart_rps = 5\n") ==
        "scenarios/bad.toml:11:13: a stage needs 'rps', or both 'start_rps' and 'end_rps'");
  CHECK(
      second("pattern = \"closed\"\nconcurrency = 9\nrequests = 5\n") ==
      "scenarios/bad.toml:10:12: 'load.group.requests' is not for a group: it would end the run, which goes "
      "on for 'duration'");
}

TEST_CASE("the longest window of any group decides how many bars there must be") {
  const std::string market = "[market]\nsource = \"synthetic\"\nsymbols = 1\nbars = 80\n";
  const std::string windows = "window = [{bars = 300}, {bars = 20}]\n";
  CHECK(problems_of(market + hot).empty());
  CHECK(
      problems_of(market + cold + hot + windows) ==
      "scenarios/bad.toml:4:8: 'market.bars' must be at least the longest 'load.group.window' (300), got 80");
  CHECK(problems_of(market + "window = 90\n" + cold + hot + "window = [{bars = 50}]\n") ==
        "scenarios/bad.toml:4:8: 'market.bars' must be at least 'market.window' (90), got 80");
  CHECK(
      problems_of("[market]\nwindow = 90\n" + hot + windows) ==
      "scenarios/bad.toml:2:10: 'market.window' is not asked for where there is [[load.group.window]]; leave "
      "one of them out");
}

TEST_SUITE_END();
