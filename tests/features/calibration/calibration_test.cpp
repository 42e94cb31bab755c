#include "features/calibration/calibration.hpp"

#include "features/calibration/request_path.hpp"
#include "features/calibration/worker_warmth.hpp"
#include "made_up_calibration.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

const calibration made_up = fixture::made_up_calibration();

duration drawn(std::size_t batch, std::uint64_t seed, double cold = 0) {
  random_stream random(seed, "service");
  return draw_batch(made_up.windows[0], batch, cold, random);
}

/// The number that a stream of this seed gives first.
double first_uniform(std::uint64_t seed) {
  return random_stream(seed, "service").uniform();
}

} // namespace

TEST_SUITE_BEGIN("features/calibration");

TEST_CASE("a window length is calibrated or not, and the lengths have a text") {
  CHECK(find_window(made_up, 60) == &made_up.windows[0]);
  CHECK(find_window(made_up, 120) == &made_up.windows[1]);
  CHECK(find_window(made_up, 61) == nullptr);
  CHECK(windows_in(made_up) == "60 and 120");
}

TEST_CASE("a batch of a measured size takes a time of that size") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const double q = first_uniform(seed);
    CHECK(drawn(1, seed) == made_up.windows[0].extraction[0].times.at(q));
    CHECK(drawn(16, seed) == made_up.windows[0].extraction[2].times.at(q));
  }
}

TEST_CASE("a size between two measured ones lies on the line between them, at one rank") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    CHECK(drawn(2, seed) == between(drawn(1, seed), drawn(4, seed), 1 / 3.0));
    CHECK(drawn(10, seed) == between(drawn(4, seed), drawn(16, seed), 0.5));
  }
}

TEST_CASE("past the largest measured size a batch runs as several") {
  const auto& sizes = made_up.windows[0].extraction;
  random_stream random(1, "service");
  const double first = random.uniform();
  const double second = random.uniform();
  CHECK(drawn(17, 1) == sizes[2].times.at(first) + sizes[0].times.at(second));
  CHECK(drawn(32, 1) == sizes[2].times.at(first) + sizes[2].times.at(second));
}

TEST_CASE("a cold worker takes longer by its share of what a pause costs a single window") {
  CHECK(drawn(1, 1, 1) == drawn(1, 1) + 1ms);
  CHECK(drawn(1, 1, 0.5) == drawn(1, 1) + 500us);
  CHECK(drawn(4, 1, 1) == drawn(4, 1) + 1ms);
}

TEST_CASE("a worker cools down while it rests and warms up while it works") {
  worker_warmth warmth;
  CHECK(warmth.cold() == 1);
  warmth.works(2ms, 8ms);
  CHECK(warmth.cold() == 0.75);
  warmth.works(1s, 8ms);
  CHECK(warmth.cold() == 0);
  warmth.rests(4ms, 16ms);
  CHECK(warmth.cold() == 0.25);
  warmth.rests(duration::max(), 16ms);
  CHECK(warmth.cold() == 1);
}

TEST_CASE("a batch draws one number, so that a later one does not depend on the sizes before") {
  random_stream a(1, "service");
  random_stream b(1, "service");
  draw_batch(made_up.windows[0], 3, 0, a);
  draw_batch(made_up.windows[0], 16, 0, b);
  CHECK(a.bits() == b.bits());
}

TEST_CASE("a path adds up to what was measured") {
  const auto path = path_of(made_up.path);
  CHECK(path.entry.mean() == made_up.path.cached.mean());
  CHECK(path.entry.mean() + path.to_idle_worker.mean() == made_up.path.extracted.mean());
  CHECK(path.turnaround.mean() == made_up.path.turnaround.mean());
}

TEST_SUITE_END();
