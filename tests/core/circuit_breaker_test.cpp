#include "core/circuit_breaker.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;
using enum breaker_state;

namespace {

constexpr time_point t0 = run_start;

circuit_breaker opened_at(time_point now) {
  circuit_breaker breaker({.samples = 4, .open_for = 1s, .successes = 2});
  for (int i = 0; i < 4; ++i)
    breaker.failed(now, now);
  REQUIRE(breaker.state() == open);
  return breaker;
}

} // namespace

TEST_SUITE_BEGIN("core/circuit_breaker");

TEST_CASE("it opens when a share of the latest batches has failed, and not before there are enough") {
  circuit_breaker breaker({.failures = 0.5, .samples = 4});
  breaker.failed(t0, t0);
  breaker.failed(t0, t0);
  breaker.failed(t0, t0);
  CHECK(breaker.is_closed());
  breaker.succeeded(t0, t0);
  breaker.succeeded(t0, t0);
  breaker.succeeded(t0, t0);
  breaker.succeeded(t0, t0);
  breaker.failed(t0, t0); // the three of before are no longer among the latest
  CHECK(breaker.is_closed());
  breaker.failed(t0, t0 + 1ms);
  CHECK(breaker.state() == open);
  CHECK(breaker.take_changes() == std::vector<breaker_change>{{t0 + 1ms, open}});
}

TEST_CASE("after a while it is half-open, and enough probes that succeed close it") {
  auto breaker = opened_at(t0);
  CHECK(breaker.next_timer() == t0 + 1s);
  breaker.on_timer(t0 + 999ms);
  CHECK(breaker.state() == open);
  breaker.on_timer(t0 + 1s);
  CHECK(breaker.state() == half_open);
  CHECK_FALSE(breaker.next_timer());
  breaker.succeeded(t0 + 1s, t0 + 2s);
  CHECK(breaker.state() == half_open);
  breaker.succeeded(t0 + 2s, t0 + 3s);
  CHECK(breaker.is_closed());
  CHECK(breaker.take_changes().size() == 3);
  CHECK(breaker.take_changes().empty());
}

TEST_CASE("a probe that fails opens it again") {
  auto breaker = opened_at(t0);
  breaker.on_timer(t0 + 1s);
  breaker.succeeded(t0 + 1s, t0 + 1s);
  breaker.failed(t0 + 1s, t0 + 1500ms);
  CHECK(breaker.state() == open);
  CHECK(breaker.next_timer() == t0 + 2500ms);
}

TEST_CASE("a batch from before the state changed says nothing about the time after") {
  auto breaker = opened_at(t0 + 10ms);
  breaker.succeeded(t0, t0 + 20ms);
  breaker.on_timer(t0 + 2s);
  breaker.failed(t0 + 1s, t0 + 2s);
  breaker.succeeded(t0 + 1s, t0 + 2s);
  CHECK(breaker.state() == half_open);
}

TEST_CASE("once closed it starts to count anew") {
  auto breaker = opened_at(t0);
  breaker.on_timer(t0 + 1s);
  breaker.succeeded(t0 + 1s, t0 + 1s);
  breaker.succeeded(t0 + 1s, t0 + 1s);
  for (int i = 0; i < 3; ++i)
    breaker.failed(t0 + 1s, t0 + 1s);
  CHECK(breaker.is_closed());
}

TEST_CASE("it knows how long it was not closed, and its worst state since it was asked") {
  auto breaker = opened_at(t0);
  CHECK(breaker.time_not_closed(t0 + 400ms) == 400ms);
  CHECK(breaker.take_worst() == open);
  breaker.on_timer(t0 + 1s);
  CHECK(breaker.take_worst() == open);
  CHECK(breaker.take_worst() == half_open);
  breaker.succeeded(t0 + 1s, t0 + 2s);
  breaker.succeeded(t0 + 1s, t0 + 2s);
  CHECK(breaker.time_not_closed(t0 + 9s) == 2s);
  CHECK(breaker.take_worst() == half_open);
  CHECK(breaker.take_worst() == closed);
}

TEST_CASE("switched off, it never opens") {
  circuit_breaker breaker({.enabled = false, .samples = 1});
  breaker.failed(t0, t0);
  CHECK(breaker.is_closed());
}

TEST_SUITE_END();
