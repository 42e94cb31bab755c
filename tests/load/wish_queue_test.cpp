#include "load/wish_queue.hpp"

#include "core/random.hpp"
#include "load/request_source.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr time_point end = run_start + 10s;

} // namespace

TEST_SUITE_BEGIN("load/wish_queue");

TEST_CASE("a wish is due when it was asked for, and once") {
  wish_queue wishes(end);
  CHECK_FALSE(wishes.peek());
  wishes.wish(run_start + 5ms);
  wishes.wish(run_start + 7ms);
  CHECK(wishes.peek() == run_start + 5ms);
  wishes.pop();
  CHECK(wishes.peek() == run_start + 7ms);
  wishes.pop();
  CHECK_FALSE(wishes.peek());
}

TEST_CASE("due times never go back, whatever the order of the messages, over 100 seeds") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    random_stream random(seed, "wishes");
    wish_queue wishes(end);
    auto last = time_point::min();
    for (int i = 0; i < 200; ++i) {
      if (random.below(2) == 0)
        wishes.wish(run_start + std::chrono::microseconds(random.below(1'000'000)));
      else if (const auto due = wishes.peek()) {
        CHECK(*due >= last);
        last = *due;
        wishes.pop();
      }
    }
  }
}

TEST_CASE("what is asked for at the end or later is never due") {
  wish_queue wishes(end);
  wishes.wish(end);
  CHECK_FALSE(wishes.peek());
  wishes.pop();
  CHECK_FALSE(wishes.peek());
}

TEST_CASE("a load of wishes is over when nobody asks any more and all were taken") {
  load_pattern pattern;
  pattern.shape = load_shape::environments;
  request_source source(pattern, 1s, 10s, random_stream(1, "arrivals"));
  CHECK_FALSE(source.is_closed());
  source.begin(run_start - 1s);
  source.wish(run_start);
  source.close_wishes();
  CHECK_FALSE(source.is_exhausted());
  CHECK(source.peek() == run_start);
  source.pop();
  CHECK(source.is_exhausted());
  CHECK(source.progress().taken == 1);
}

TEST_SUITE_END();
