#include "core/cpu_budget.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("core/cpu_budget");

namespace {

constexpr time_point start = run_start + 7s;

} // namespace

TEST_CASE("what was taken is waited for until it is within the budget") {
  cpu_budget half(0.5, start);
  half.charge(start + 10ms, 10ms);
  CHECK(half.wait(start + 10ms) == 10ms);
  CHECK(half.wait(start + 15ms) == 5ms);
  CHECK(half.wait(start + 20ms) == 0ms);
}

TEST_CASE("a batch may take longer than what is left is kept") {
  cpu_budget half(0.5, start);
  half.charge(start + 1s, 1s);
  CHECK(half.wait(start + 1s) == 1s);
}

TEST_CASE("threads share one debt") {
  cpu_budget one(1, start);
  one.charge(start + 10ms, 10ms);
  CHECK(one.wait(start + 10ms) == 0ms);
  one.charge(start + 10ms, 10ms);
  CHECK(one.wait(start + 10ms) == 10ms);
}

TEST_CASE("more cores than are used make nobody wait") {
  cpu_budget four(4, start);
  for (auto now = start; now < start + 1s; now += 10ms) {
    four.charge(now + 10ms, 20ms);
    CHECK(four.wait(now + 10ms) == 0ms);
  }
}

TEST_CASE("an idle hour is worth a hundredth of a second") {
  cpu_budget half(0.5, start);
  CHECK(half.wait(start + 1h) == 0ms);
  half.charge(start + 1h, 5ms);
  CHECK(half.wait(start + 1h) == 0ms);
  half.charge(start + 1h, 1ms);
  CHECK(half.wait(start + 1h) == 2ms);
}

TEST_CASE("workers that wait as told stay within the budget, but for a batch each") {
  constexpr double cores = 0.3;
  constexpr auto batch = 7ms;
  cpu_budget budget(cores, start);
  auto now = start;
  duration taken{};
  while (now < start + 10s) {
    // Two at a time, each on a core of its own.
    now += batch;
    taken += 2 * batch;
    budget.charge(now, batch);
    budget.charge(now, batch);
    now += budget.wait(now);
  }
  CHECK(in_seconds(taken) <= cores * in_seconds(now - start) + in_seconds(2 * batch));
  CHECK(in_seconds(taken) >= 0.99 * cores * in_seconds(now - start));
}

TEST_SUITE_END();
