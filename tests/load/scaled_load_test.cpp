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

TEST_CASE("ramps, steps and stages keep their shape") {
  load_pattern ramp;
  ramp.shape = load_shape::ramp;
  ramp.start_rps = 10;
  ramp.end_rps = 30;
  ramp.ramp_duration = 10s;
  CHECK(mean_rate(ramp, 10s) == doctest::Approx(20));
  CHECK(with_mean_rate(ramp, 10s, 200)->end_rps == doctest::Approx(300));

  load_pattern steps;
  steps.shape = load_shape::step;
  steps.step_rps = {10, 30};
  steps.step_duration = 5s;
  CHECK(with_mean_rate(steps, 10s, 2)->step_rps == std::vector<double>{1, 3});

  load_pattern stages;
  stages.shape = load_shape::stages;
  stages.stages = {{5s, 0, 20}, {5s, 30, 30}};
  const auto scaled = with_mean_rate(stages, 10s, 40);
  CHECK(scaled->stages[0].end_rps == doctest::Approx(40));
  CHECK(mean_rate(*scaled, 10s) == doctest::Approx(40));
}

TEST_CASE("a replay has no rate to scale") {
  load_pattern replay;
  replay.shape = load_shape::replay;
  CHECK_FALSE(with_mean_rate(replay, 10s, 100));
}

TEST_CASE("no load can't be scaled up") {
  auto p = spikes();
  p.base_rps = 0;
  CHECK_FALSE(with_mean_rate(p, 10s, 500));
  CHECK(with_mean_rate(p, 12s, 500));
}

TEST_SUITE_END();
