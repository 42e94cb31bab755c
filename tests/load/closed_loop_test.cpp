#include "load/closed_loop.hpp"

#include "core/random.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr time_point end = run_start + 10s;

/// Takes all that is due by `now`.
std::vector<time_point> take(closed_loop& loop, time_point now) {
  std::vector<time_point> taken;
  for (; loop.peek() && *loop.peek() <= now; loop.pop())
    taken.push_back(*loop.peek());
  return taken;
}

} // namespace

TEST_SUITE_BEGIN("load/closed_loop");

TEST_CASE("every user asks first at the beginning, then thinks after each answer") {
  closed_loop loop(3, 0, end, 0);
  CHECK_FALSE(loop.peek());
  loop.begin(run_start);
  CHECK(take(loop, run_start) == std::vector<time_point>(3, run_start));
  CHECK_FALSE(loop.peek());
  loop.ended(run_start, run_start + 20ms, 5ms);
  loop.ended(run_start, run_start + 10ms, 5ms);
  CHECK(take(loop, end) == std::vector<time_point>{run_start + 15ms, run_start + 25ms});
}

TEST_CASE("no more are open than there are users, and all of them where nobody thinks, over 100 seeds") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    random_stream random(seed, "answers");
    const auto users = static_cast<std::uint32_t>(1 + random.below(20));
    const auto pause = std::chrono::microseconds(random.below(2) == 0 ? 0 : random.below(5000));
    closed_loop loop(users, 0, end, 0);
    loop.begin(run_start);
    std::vector<time_point> open;
    std::size_t most = 0;
    for (auto now = run_start; now < run_start + 1s; now += 1ms) {
      for (auto i = open.size(); i-- > 0;)
        if (random.below(4) == 0) {
          loop.ended(open[i], now, pause);
          open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
        }
      std::ranges::copy(take(loop, now), std::back_inserter(open));
      most = std::max(most, open.size());
      if (pause == 0us)
        CHECK(open.size() == users);
    }
    CHECK(most == users);
  }
}

TEST_CASE("requests are taken in the order of time, also when a deadline is learnt of late") {
  closed_loop loop(2, 0, end, 0);
  loop.begin(run_start);
  take(loop, run_start);
  loop.ended(run_start, run_start + 50ms, 0ms);
  CHECK(take(loop, end) == std::vector{run_start + 50ms});
  loop.ended(run_start, run_start + 20ms, 0ms);
  CHECK(loop.peek() == run_start + 50ms);
}

TEST_CASE("a number of requests is exact, and the warm-up is none of it") {
  closed_loop loop(1, 5, end, 0);
  auto now = run_start - 20ms;
  loop.begin(now);
  std::size_t measured = 0;
  while (const auto due = loop.peek()) {
    loop.pop();
    measured += *due >= run_start ? 1 : 0;
    CHECK(loop.taken() == measured);
    loop.ended(*due, *due + 4ms, 1ms);
  }
  CHECK(measured == 5);
  CHECK(loop.is_exhausted());
}

TEST_CASE("what others took counts") {
  closed_loop loop(1, 5, end, 4);
  loop.begin(run_start + 1s);
  loop.pop();
  loop.ended(run_start + 1s, run_start + 2s, 0s);
  CHECK(loop.is_exhausted());
  CHECK_FALSE(loop.peek());
}

TEST_CASE("nothing is due at the end or after it") {
  closed_loop loop(1, 0, end, 0);
  loop.begin(end - 1ns);
  CHECK(loop.peek());
  loop.pop();
  loop.ended(end - 1ns, end, 0s);
  CHECK_FALSE(loop.peek());
  CHECK_FALSE(loop.is_exhausted());
}

TEST_CASE("an answer that took no time does not make time stand still") {
  closed_loop loop(1, 0, end, 0);
  loop.begin(run_start);
  loop.pop();
  loop.ended(run_start, run_start, 0s);
  CHECK(loop.peek() == run_start + closed_loop::least_cycle);
  loop.pop();
  loop.ended(run_start + closed_loop::least_cycle, run_start + closed_loop::least_cycle, 1ms);
  CHECK(loop.peek() == run_start + closed_loop::least_cycle + 1ms);
}

TEST_SUITE_END();
