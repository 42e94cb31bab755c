#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

scenario read(const std::string& tables) {
  const auto s = parse_scenario(load + tables, "scenarios/good.toml");
  REQUIRE(s);
  return *s;
}

std::string problem_in_dispatcher(const std::string& line) {
  const auto problem = problems_of(load + "[dispatcher]\n" + line);
  return problem.substr(problem.find('\''));
}

} // namespace

TEST_SUITE_BEGIN("scenario/resilience");

TEST_CASE("the dispatcher's timeouts follow the deadline unless they are given") {
  CHECK(attempt_timeout(read("")) == 250ms);
  CHECK(probe_timeout(read("")) == 50ms);
  const auto slow = read("[extractor]\ntimeout = \"10s\"");
  CHECK(attempt_timeout(slow) == 5s);
  CHECK(probe_timeout(slow) == 1s);
  const auto given = read("[dispatcher]\nattempt_timeout = \"20ms\"\nprobe_timeout = \"1ms\"");
  CHECK(attempt_timeout(given) == 20ms);
  CHECK(probe_timeout(given) == 1ms);
}

TEST_CASE("the breaker and the restart policy are what the scenario says") {
  const auto s = read("[dispatcher]\nbreaker = false\nbreaker_failures = 0.25\nbreaker_samples = 8\n"
                      "breaker_open = \"3s\"\nbreaker_successes = 5\n[supervisor]\nrestart_backoff = 1.5\n"
                      "restart_delay_max = \"9s\"\nrestarts_max = 3\nrestarts_within = \"10s\"");
  const auto& breaker = s.dispatcher.breaker;
  CHECK_FALSE(breaker.enabled);
  CHECK(breaker.failures == 0.25);
  CHECK(breaker.samples == 8);
  CHECK(breaker.open_for == 3s);
  CHECK(breaker.successes == 5);
  CHECK(s.supervisor.restart_backoff == 1.5);
  CHECK(s.supervisor.restart_delay_max == 9s);
  CHECK(s.supervisor.restarts_max == 3);
  CHECK(s.supervisor.restarts_within == 10s);
}

TEST_CASE("what they can't be is said") {
  CHECK(problem_in_dispatcher("breaker = \"on\"") ==
        "'dispatcher.breaker' must be true or false, got \"on\"");
  CHECK(problem_in_dispatcher("breaker_failures = 0") ==
        "'dispatcher.breaker_failures' must be a number above 0, at most 1, got 0");
  CHECK(problem_in_dispatcher("breaker_samples = 0") ==
        "'dispatcher.breaker_samples' must be a whole number from 1 to 10000, got 0");
  CHECK(problem_in_dispatcher("attempt_timeout = \"0s\"") ==
        "'dispatcher.attempt_timeout' must be from 1us to 1h, got \"0s\"");
  CHECK(problems_of(load + "[dispatcher]\nbraker = true") ==
        "scenarios/bad.toml:5:1: unknown key 'dispatcher.braker'; did you mean 'breaker'?");
}

TEST_SUITE_END();
