// Requests for one window at once: it is computed once.
#include "dispatcher_bench.hpp"

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("core/dispatcher_flight");

TEST_CASE("concurrent misses of one window compute once") {
  dispatcher_bench b({.workers = 1, .batch_max = 16});
  b.core.on_cache_up();
  for (request_id id = 1; id <= 3; ++id) {
    b.arrive(id);
    b.answer(id, false);
  }
  const auto work = b.take().work;
  REQUIRE(work.size() == 1);
  CHECK(work[0].items.size() == 1);
  b.finish(work[0]);
  check_ended(b.take(), {{1, outcome::extracted}, {2, outcome::cached}, {3, outcome::cached}});
}

TEST_CASE("when the leader of a flight fails, the next one computes") {
  dispatcher_bench b({.workers = 1, .fallback = false});
  b.core.on_cache_up();
  b.arrive(1);
  b.answer(1, false);
  b.arrive(2);
  b.answer(2, false);
  b.finish(b.take().work.at(0), error_code::resource);
  const auto next = b.take();
  check_ended(next, {{1, outcome::failed}});
  CHECK(next.completions[0].resource_error);
  REQUIRE(next.work.size() == 1);
  CHECK(next.work[0].items[0].turn.id == 2);
}

TEST_CASE("a leader that is shed hands its flight on: the window is computed again later") {
  dispatcher_bench b({.workers = 1, .batch_max = 1, .queue_max = 1, .fallback = false});
  b.core.on_cache_up();
  const window_id window{0, 200, 60};
  // A worker and the queue are taken; the flight's next leader finds no room.
  for (request_id id = 1; id <= 2; ++id) {
    b.arrive(id, {0, 60 + static_cast<std::uint32_t>(id), 60});
    b.answer(id, false);
  }
  const auto busy = b.take().work.at(0);
  for (request_id id = 3; id <= 4; ++id) {
    b.arrive(id, window);
    b.answer(id, false);
  }
  check_ended(b.take(), {{3, outcome::rejected}, {4, outcome::rejected}});
  CHECK(b.core.flights() == 2);
  b.finish(busy);
  b.finish(b.take().work.at(0));
  b.take();
  b.arrive(5, window);
  b.answer(5, false);
  CHECK(b.take().work.size() == 1);
}

TEST_CASE("a flight of tens of thousands that can't be computed ends without deep recursion") {
  dispatcher_bench b({.workers = 1, .batch_max = 1, .queue_max = 20'000, .fallback = false});
  b.core.on_cache_up();
  for (request_id id = 1; id <= 50'000; ++id) {
    b.arrive(id);
    b.answer(id, false);
  }
  b.take();
  const arrival after{60'000, {0, 99, 60}, t0 + 600ms, t0 + 900ms};
  b.core.on_arrivals({&after, 1}, t0 + 600ms);
  CHECK(b.core.open() == 1);
}

TEST_SUITE_END();
