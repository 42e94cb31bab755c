#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

const std::string environment = "[environment]\nenvironments = 4\n";

} // namespace

TEST_SUITE_BEGIN("scenario/environment");

TEST_CASE("environments are read as written, and are the load") {
  const auto s =
      parse_scenario(environment + "policies = [\"buy_and_hold\", \"random\"]\nepisodes = 3\n"
                                   "episode_steps = 100\nthink_time = \"5ms\"\ntransaction_cost = 0.002\n"
                                   "include_uncertainty = false\n[market]\nwindow = 30\n",
                     "a.toml");
  REQUIRE(s);
  REQUIRE(s->environment);
  CHECK(s->environment->environments == 4);
  CHECK(s->environment->policies == std::vector<std::size_t>{1, 0});
  CHECK(s->environment->episodes == 3);
  CHECK(s->environment->episode_steps == 100);
  CHECK(s->environment->trading.transaction_cost == 0.002);
  CHECK_FALSE(s->environment->trading.include_uncertainty);
  CHECK(s->environment->trading.lookback_window == 30);
  CHECK(s->load.shape == load_shape::environments);
  CHECK(ends_by_count(s->load));
}

TEST_CASE("one policy needs no list") {
  const auto s = parse_scenario(environment + "policies = \"moving_average_crossover\"\n", "a.toml");
  REQUIRE(s);
  CHECK(s->environment->policies == std::vector<std::size_t>{2});
  CHECK_FALSE(ends_by_count(s->load));
}

TEST_CASE("without the table a load is needed, and with it there is none") {
  CHECK_FALSE(parse_scenario(load, "a.toml").value().environment);
  CHECK(problems_of(load + environment) ==
        "scenarios/bad.toml:1:2: there is an [environment], which is the load; leave one of them out");
}

TEST_CASE("a policy that there is not is named, with what was meant") {
  CHECK(problems_of(environment + "policies = [\"random\", \"buy_an_hold\"]\n") ==
        "scenarios/bad.toml:3:12: 'environment.policies' must be \"random\", \"buy_and_hold\", "
        "\"moving_average_crossover\" or \"replay\", or a list of these, got \"buy_an_hold\"; did you mean "
        "\"buy_and_hold\"?");
  CHECK(problems_of(environment + "policies = []\n") ==
        "scenarios/bad.toml:3:12: 'environment.policies' must be \"random\", \"buy_and_hold\", "
        "\"moving_average_crossover\" or \"replay\", or a list of these, got a list");
}

TEST_CASE("actions are for the policy that replays them, which can't do without") {
  CHECK(problems_of(environment + "policies = \"replay\"\n") ==
        "scenarios/bad.toml:3:12: 'environment.actions' is missing: the policy \"replay\" needs it");
  CHECK(problems_of(environment + "actions = \"../meson.build\"\n") ==
        "scenarios/bad.toml:3:11: 'environment.actions' is only for the policy \"replay\"");
}

TEST_CASE("an environment trades symbols that the market has") {
  CHECK(problems_of(environment + "symbols = 3\n[market]\nsymbols = 2\n") ==
        "scenarios/bad.toml:3:11: 'environment.symbols' must be at most the market's (2), got 3");
}

TEST_CASE("there is no rate to search for") {
  CHECK(problems_of(environment +
                    "[search]\nrps_min = 1\nrps_max = 10\n[[require]]\nthat = \"latency_p95 < 1 s\"\n") ==
        "scenarios/bad.toml:2:16: a [search] changes the rate of the load, and that of environments follows "
        "the "
        "answers");
}

TEST_SUITE_END();
