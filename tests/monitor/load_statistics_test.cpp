#include "monitor/load_statistics.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("monitor/load_statistics");

TEST_CASE("of the warm-up only the outcomes are counted") {
  load_statistics s;
  s.issued(true, 1ms);
  s.ended(true, outcome::extracted, 5ms, 2ms);
  CHECK(s.warmup_outcomes().issued == 1);
  CHECK(s.warmup_outcomes()[outcome::extracted] == 1);
  CHECK(s.outcomes() == outcome_counts{});
  CHECK(s.latency().count() == 0);
  CHECK(s.issue_lag().count() == 0);
  CHECK(s.service().count() == 0);
}

TEST_CASE("latency covers all but the rejected, who would flatter it") {
  load_statistics s;
  s.ended(false, outcome::extracted, 5ms, 2ms);
  s.ended(false, outcome::timed_out, 500ms);
  s.ended(false, outcome::failed, 50ms);
  s.ended(false, outcome::rejected, 1us);
  CHECK(s.latency().count() == 3);
  CHECK(s.latency().min() == 5ms);
  CHECK(s.latency().max() == 500ms);
  CHECK(s.latency(outcome::rejected).max() == 1us);
  CHECK(s.service().max() == 2ms);
  CHECK(s.outcomes().ended() == 4);
}

TEST_CASE("lag is that of the measured requests") {
  load_statistics s;
  s.issued(false, 3us);
  s.issued(true, 9ms);
  CHECK(s.issue_lag().count() == 1);
  CHECK(s.issue_lag().max() == 3us);
}

TEST_CASE("the books of two generators add up") {
  load_statistics a;
  a.issued(false, 0ns);
  a.ended(false, outcome::failed, 1ms, std::nullopt, true);
  load_statistics b;
  b.issued(false, 2us);
  b.ended(false, outcome::cached, 10us);
  b.issued(true, 0ns);
  a.opened(run_start);
  a.closed(run_start + 1ms);
  b.opened(run_start + 5ms);
  b.closed(run_start + 7ms);
  a += b;
  a += load_statistics();
  CHECK(a.outcomes().issued == 2);
  CHECK(a.outcomes()[outcome::cached] == 1);
  CHECK(a.warmup_outcomes().issued == 1);
  CHECK(a.resource_errors() == 1);
  CHECK(a.latency().count() == 2);
  CHECK(a.issue_lag().max() == 2us);
  CHECK(a.open().area() == 3ms);
}

TEST_SUITE_END();
