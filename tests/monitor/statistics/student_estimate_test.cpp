#include "monitor/statistics/student_estimate.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace simrun;

TEST_SUITE_BEGIN("monitor/statistics/student_estimate");

TEST_CASE("intervals and chances are those of Student's table") {
  CHECK(student_estimate{0, 1, 10}.interval_at(0.05).upper == doctest::Approx(2.228).epsilon(0.0005));
  CHECK(student_estimate{0, 1, 5}.interval_at(0.01).upper == doctest::Approx(4.032).epsilon(0.0005));
  CHECK(student_estimate{3, 2, 30}.interval_at(0.1).lower == doctest::Approx(3 - 2 * 1.697).epsilon(0.0005));
  CHECK(student_estimate{-2.764, 1, 10}.chance() == doctest::Approx(0.02).epsilon(0.001));
}

TEST_CASE("what never varies is sure, and no difference proves nothing") {
  CHECK(student_estimate{0.1, 0, 5}.chance() == 0);
  CHECK(student_estimate{0, 0, 5}.chance() == 1);
  CHECK(student_estimate{0.1, 0, 5}.interval_at(0.05).lower == 0.1);
}

TEST_CASE("one more value like the others raises an alarm as often as the level says") {
  random_stream random(3, "steps");
  int alarms = 0;
  constexpr int tries = 20'000;
  for (int i = 0; i < tries; ++i) {
    std::vector<double> before;
    for (int k = 0; k < 6; ++k)
      before.push_back(20 + 3 * random.normal());
    alarms += step_from(before, 20 + 3 * random.normal()).chance() <= 0.05 ? 1 : 0;
  }
  CHECK(alarms > tries * 0.05 - 4 * 31);
  CHECK(alarms < tries * 0.05 + 4 * 31);
}

TEST_SUITE_END();
