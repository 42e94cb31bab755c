#include "load/rate_segment.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("load/rate_segment");

TEST_CASE("a ramp expects the mean of its rates over its length, and squares on the way") {
  const rate_segment ramp{300s, 10, 200};
  CHECK(ramp.expected() == 31'500);
  CHECK(ramp.rate_at(0s) == 10);
  CHECK(ramp.rate_at(150s) == 105);
  // 10 t + 190 / 600 t^2
  CHECK(ramp.expected(150s) == 8625);
  CHECK(ramp.time_of(0) == 0s);
  CHECK(ramp.time_of(8625) == 150s);
  CHECK(ramp.time_of(31'500) == 300s);
}

TEST_CASE("a ramp from nothing has its first request when it starts, its n-th at a square root") {
  const rate_segment ramp{100s, 0, 200};
  CHECK(ramp.time_of(0) == 0s);
  CHECK(ramp.time_of(1) == 1s);
  CHECK(ramp.time_of(4) == 2s);
  CHECK(ramp.time_of(10'000) == 100s);
}

TEST_CASE("a falling ramp mirrors a rising one") {
  const rate_segment rising{60s, 5, 400};
  const rate_segment falling{60s, 400, 5};
  for (double n = 0; n < rising.expected(); n += 7.25)
    CHECK(std::chrono::abs(falling.time_of(falling.expected() - n) - (60s - rising.time_of(n))) <= 1ns);
  CHECK(rate_segment{100s, 200, 0}.time_of(9999) == 99s);
}

TEST_CASE("the inverse undoes the count to the nanosecond, whatever the slope") {
  random_stream random(1, "segments");
  for (int i = 0; i < 20'000; ++i) {
    // Slopes from none that a double could tell to a hundred thousandfold, up and down.
    const double low = 1 + 1000 * random.uniform();
    const double high = low + std::ldexp(random.uniform(), -static_cast<int>(random.below(60))) * 1e5;
    const bool up = random.below(2) == 0;
    const rate_segment s{from_seconds(1 + 7200 * random.uniform()), up ? low : high, up ? high : low};
    const duration t(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(s.length.count()))));
    // A count of n is known to n / 2^52, and so is its time: that over the rate.
    const double blur_s = s.expected() * 0x1p-50 / s.rate_at(t);
    CHECK(std::abs(in_seconds(s.time_of(s.expected(t)) - t)) <= blur_s + 1e-9);
  }
}

TEST_CASE("a later request is not due earlier") {
  const rate_segment s{1h, 0, 3};
  duration last{};
  for (double n = 0; n < s.expected(); n += 0.37) {
    CHECK(s.time_of(n) >= last);
    last = s.time_of(n);
  }
}

TEST_SUITE_END();
