#include "load/rate_profile.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

load_pattern constant(double rps) {
  load_pattern p;
  p.shape = load_shape::constant;
  p.rps = rps;
  return p;
}

/// Bursts of 2 s at 400/s at 10 s, 20 s, ...; 50/s otherwise.
load_pattern spike(double base_rps = 50) {
  load_pattern p;
  p.shape = load_shape::spike;
  p.base_rps = base_rps;
  p.spike_rps = 400;
  p.spike_duration = 2s;
  p.spike_every = 10s;
  return p;
}

} // namespace

TEST_SUITE_BEGIN("load/rate_profile");

TEST_CASE("a constant load expects rate times time, negative in the warm-up") {
  const rate_profile p(constant(100));
  CHECK(p.expected_until(run_start) == 0);
  CHECK(p.expected_until(run_start + 30s) == 3000);
  CHECK(p.expected_until(run_start + 10h) == 3'600'000);
  CHECK(p.expected_until(run_start - 2s) == -200);
  CHECK(p.rate_at(run_start - 1s) == 100);
  CHECK(p.rate_at(run_start + 7h) == 100);
}

TEST_CASE("bursts begin at every multiple of their distance, the first not at zero") {
  const rate_profile p(spike());
  CHECK(p.rate_at(run_start - 1ns) == 50);
  CHECK(p.rate_at(run_start) == 50);
  CHECK(p.rate_at(run_start + 10s - 1ns) == 50);
  CHECK(p.rate_at(run_start + 10s) == 400);
  CHECK(p.rate_at(run_start + 12s - 1ns) == 400);
  CHECK(p.rate_at(run_start + 12s) == 50);
  CHECK(p.rate_at(run_start + 100s) == 400);
}

TEST_CASE("a spike load expects the sum of its stages") {
  const rate_profile p(spike());
  CHECK(p.expected_until(run_start + 10s) == 500);
  CHECK(p.expected_until(run_start + 11s) == 900);
  CHECK(p.expected_until(run_start + 12s) == 1300);
  CHECK(p.expected_until(run_start + 20s) == 1700);
  CHECK(p.expected_until(run_start + 30s) == 2900);
  // 359 periods after the first quiet stretch.
  CHECK(p.expected_until(run_start + 1h) == 500 + 359 * 1200);
}

TEST_CASE("the n-th is due when n are expected") {
  const rate_profile p(spike());
  CHECK(p.time_of(0) == run_start);
  CHECK(p.time_of(-100) == run_start - 2s);
  CHECK(p.time_of(499) == run_start + 9980ms);
  CHECK(p.time_of(500) == run_start + 10s);
  CHECK(p.time_of(501) == run_start + 10s + 2500us);
  CHECK(p.time_of(1300) == run_start + 12s);
  CHECK(p.time_of(1301) == run_start + 12s + 20ms);
  CHECK(p.time_of(500 + 359 * 1200) == run_start + 1h);
}

TEST_CASE("the inverse undoes the count to the nanosecond, hours away") {
  const rate_profile p(spike());
  for (const auto hours : {0h, 1h, 24h, 1000h})
    for (int i = 0; i < 2000; ++i) {
      const auto t = run_start + hours + i * 10'007'003ns;
      const auto back = p.time_of(p.expected_until(t));
      // A count of 10^8 leaves 10^-8 of a request, which at 50/s is a fraction of a nanosecond.
      CHECK(std::chrono::abs(back - t) <= 1ns);
    }
}

TEST_CASE("what is due in a gap without load goes to its end") {
  const rate_profile p(spike(0));
  CHECK(p.time_of(0) == run_start + 10s);
  CHECK(p.time_of(799) == run_start + 12s - 2500us);
  CHECK(p.time_of(800) == run_start + 20s);
}

TEST_CASE("what never comes is due at the end of time") {
  CHECK(rate_profile(constant(0)).time_of(0) == time_point::max());
  CHECK(rate_profile(constant(1e-300)).time_of(1) == time_point::max());
  CHECK(rate_profile(constant(100)).time_of(1e300) == time_point::max());
  CHECK(rate_profile(spike(0)).time_of(-1) == time_point::min());
}

TEST_SUITE_END();
