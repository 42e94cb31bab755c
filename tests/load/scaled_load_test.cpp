#include "load/scaled_load.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

load_pattern spikes() {
  load_pattern p;
  p.shape = load_shape::spike;
  p.base_rps = 50;
  p.spike_rps = 400;
  p.spike_duration = 2s;
  p.spike_every = 10s;
  return p;
}

} // namespace

TEST_SUITE_BEGIN("load/scaled_load");

TEST_CASE("a constant load has the rate asked for, to the last bit") {
  load_pattern p;
  p.rps = 100;
  CHECK(mean_rate(p, 7s) == doctest::Approx(100));
  const auto scaled = with_mean_rate(p, 7s, 333.3);
  REQUIRE(scaled);
  CHECK(scaled->rps == 333.3);
}

TEST_CASE("bursts keep their proportion to the quiet, and the mean is the one asked for") {
  // 30 s: two bursts of 2 s, at 10 s and at 20 s.
  CHECK(mean_rate(spikes(), 30s) == doctest::Approx((26 * 50 + 4 * 400) / 30.0));
  const auto scaled = with_mean_rate(spikes(), 30s, 500);
  REQUIRE(scaled);
  CHECK(mean_rate(*scaled, 30s) == doctest::Approx(500));
  CHECK(scaled->spike_rps / scaled->base_rps == doctest::Approx(8));
  CHECK(scaled->spike_every == 10s);
}

TEST_CASE("no load can't be scaled up") {
  auto p = spikes();
  p.base_rps = 0;
  CHECK_FALSE(with_mean_rate(p, 10s, 500));
  CHECK(with_mean_rate(p, 12s, 500));
}

TEST_SUITE_END();
