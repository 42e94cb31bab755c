#include "core/random.hpp"
#include "monitor/live/live_pace.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("monitor/live_pace");

TEST_CASE("updates that cost nothing are all published") {
  live_pace pace;
  for (int i = 0; i < 100; ++i)
    CHECK(pace.admit(run_start + i * 250ms));
  CHECK(pace.skipped() == 0);
}

TEST_CASE("an update that is due while the last is not finished is skipped, and counted") {
  live_pace pace;
  CHECK(pace.admit(run_start, 300ms));
  CHECK_FALSE(pace.admit(run_start + 250ms, 300ms));
  CHECK(pace.admit(run_start + 500ms, 300ms));
  CHECK(pace.skipped() == 1);
  CHECK(pace.published() == 2);
}

TEST_CASE("whatever they cost, updates never overlap and none that could be published is skipped") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    random_stream random(seed, "pace");
    live_pace pace;
    auto now = run_start;
    auto free_at = run_start;
    std::uint64_t due = 0;
    for (int i = 0; i < 200; ++i) {
      now += from_seconds(random.uniform() * 0.5);
      const auto cost = from_seconds(random.uniform());
      ++due;
      const bool admitted = pace.admit(now, cost);
      CHECK(admitted == (now >= free_at));
      if (admitted)
        free_at = now + cost;
    }
    CHECK(pace.published() + pace.skipped() == due);
  }
}

TEST_SUITE_END();
