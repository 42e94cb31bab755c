#include "core/restart_policy.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr time_point t0 = run_start;

} // namespace

TEST_SUITE_BEGIN("core/restart_policy");

TEST_CASE("each restart waits longer than the one before, up to the largest delay") {
  restart_policy policy({.restart_delay = 100ms, .restart_backoff = 3, .restart_delay_max = 2s});
  CHECK(policy.delay_after_death(t0) == 100ms);
  CHECK(policy.delay_after_death(t0 + 1s) == 300ms);
  CHECK(policy.delay_after_death(t0 + 2s) == 900ms);
  CHECK(policy.delay_after_death(t0 + 3s) == 2s);
  CHECK(policy.delay_after_death(t0 + 6s) == 2s);
}

TEST_CASE("a first delay past the largest is the largest") {
  restart_policy policy({.restart_delay = 5s, .restart_delay_max = 2s});
  CHECK(policy.delay_after_death(t0) == 5s);
  CHECK(policy.delay_after_death(t0) == 5s);
}

TEST_CASE("restarts that lie back long enough are forgotten, one by one") {
  restart_policy policy({.restart_delay = 100ms, .restart_backoff = 2, .restarts_within = 10s});
  CHECK(policy.delay_after_death(t0) == 100ms);
  CHECK(policy.delay_after_death(t0 + 5s) == 200ms);
  CHECK(policy.delay_after_death(t0 + 10s) == 200ms);
  CHECK(policy.delay_after_death(t0 + 30s) == 100ms);
}

TEST_CASE("too many restarts within the time are the last") {
  restart_policy policy({.restarts_max = 2, .restarts_within = 10s});
  CHECK(policy.delay_after_death(t0));
  CHECK(policy.delay_after_death(t0 + 1s));
  CHECK_FALSE(policy.delay_after_death(t0 + 2s));
  CHECK(policy.recent_restarts() == 2);
}

TEST_CASE("no restarts at all, or no delay at all, are policies too") {
  CHECK_FALSE(restart_policy({.restarts_max = 0}).delay_after_death(t0));
  restart_policy at_once({.restart_delay = 0ns});
  CHECK(at_once.delay_after_death(t0) == 0ns);
  CHECK(at_once.delay_after_death(t0) == 0ns);
}

TEST_SUITE_END();
