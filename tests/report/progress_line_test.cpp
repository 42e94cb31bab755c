#include "report/live/progress_line.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("report/progress_line");

TEST_CASE("a clock shows whole seconds, and hours where there are some") {
  CHECK(clock_text(0s) == "0:00");
  CHECK(clock_text(59'999ms) == "0:59");
  CHECK(clock_text(754s) == "12:34");
  CHECK(clock_text(1h) == "1:00:00");
  CHECK(clock_text(100h + 61s) == "100:01:01");
  CHECK(clock_text(-5s) == "0:00");
}

TEST_CASE("a virtual run shows how far it is, what is left and how fast it goes") {
  const run_progress p{"spike", true, run_start + 27min, 0s, 1h, 1200ms};
  CHECK(progress_line(p, 20) == "spike  [#########-----------]  45 %  0:01 left  27:00 of 1:00:00  x1,350");
  CHECK(progress_line(p, 0) == "spike  45 %  0:01 left  27:00 of 1:00:00  x1,350");
}

TEST_CASE("a real run takes what it takes") {
  const run_progress p{"spike", false, run_start + 10s, 2s, 30s, 14s};
  CHECK(progress_line(p, 8) == "spike  [###-----]  37 %  0:20 left  0:12 of 0:32");
}

TEST_CASE("the warm-up counts, and the end is the end") {
  run_progress p{"a", true, run_start - 2s, 2s, 8s, 0s};
  CHECK(progress_line(p, 4) == "a  [----]   0 %  0:00 of 0:10");
  p.now = run_start;
  p.wall = 1s;
  CHECK(progress_line(p, 4) == "a  [----]  20 %  0:04 left  0:02 of 0:10  x2.00");
  // The deadlines of the last requests come after the end of the load.
  p.now = run_start + 9s;
  CHECK(progress_line(p, 4) == "a  [####]  100 %  0:00 left  0:10 of 0:10  x10.0");
}

TEST_CASE("what is counted shows its count") {
  CHECK(progress_line(count_progress{"sweep", "points", 12, 40, 6s}, 20) ==
        "sweep  [######--------------]  12 of 40 points  0:14 left");
  CHECK(progress_line(count_progress{"sweep", "points", 0, 4000, 6s}, 0) == "sweep  0 of 4,000 points");
}

TEST_SUITE_END();
