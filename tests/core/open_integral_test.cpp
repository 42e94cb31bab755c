#include "core/open_integral.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("core/open_integral");

TEST_CASE("the area is that of the step function") {
  open_integral i;
  i.opened(run_start + 1s);
  i.opened(run_start + 3s);
  i.closed(run_start + 4s);
  CHECK(i.open() == 1);
  // One for two seconds, then two for one.
  CHECK(i.area() == 4s);
  i.closed(run_start + 10s);
  CHECK(i.open() == 0);
  CHECK(i.area() == 10s);
}

TEST_CASE("a gap without requests adds nothing, nor does time before the run") {
  open_integral i;
  i.opened(run_start - 5s);
  i.closed(run_start - 3s);
  i.opened(run_start + 100s);
  i.closed(run_start + 101s);
  CHECK(i.area() == 3s);
}

TEST_CASE("changes out of order give the same area") {
  open_integral i;
  i.opened(run_start + 1s);
  i.closed(run_start + 9s);
  // Sent late, and one whose end was seen late.
  i.opened(run_start + 4s);
  i.closed(run_start + 7s);
  i.opened(run_start + 3s);
  i.closed(run_start + 5s);
  CHECK(i.area() == 8s + 3s + 2s);
}

TEST_CASE("two integrals add up, whichever stopped first and whatever is still open") {
  open_integral early;
  early.opened(run_start + 1s);
  early.closed(run_start + 2s);
  early.opened(run_start + 3s);
  open_integral late;
  late.opened(run_start + 5s);
  late.closed(run_start + 6s);
  auto sum = early;
  sum += late;
  auto turned = late;
  turned += early;
  for (auto both : {sum, turned}) {
    CHECK(both.open() == 1);
    CHECK(both.area() == 1s + 3s + 1s);
    both.closed(run_start + 7s);
    CHECK(both.area() == 1s + 4s + 1s);
  }
  sum += open_integral();
  CHECK(sum.area() == 5s);
}

TEST_SUITE_END();
