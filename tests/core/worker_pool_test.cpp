#include "core/worker_pool.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("core/worker_pool");

TEST_CASE("a worker that frees takes what is queued, up to the largest batch") {
  worker_pool pool(1, 4);
  pool.worker_up(0, 0);
  for (request_id id = 0; id < 6; ++id)
    pool.push_back({id, 0});
  const auto first = pool.next_batch();
  REQUIRE(first);
  CHECK(first->tickets.size() == 4);
  CHECK_FALSE(pool.next_batch());
  CHECK(pool.worker_done(0, 0));
  CHECK(pool.next_batch()->tickets.size() == 2);
}

TEST_CASE("what is queued is shared out over the idle workers, longest idle first") {
  worker_pool pool(3, 16);
  pool.worker_up(2, 0);
  pool.worker_up(0, 0);
  for (request_id id = 0; id < 5; ++id)
    pool.push_back({id, 0});
  const auto first = pool.next_batch();
  const auto second = pool.next_batch();
  CHECK(first->worker == 2);
  CHECK(first->tickets.size() == 3);
  CHECK(second->worker == 0);
  CHECK(second->tickets.size() == 2);
}

TEST_CASE("a dead worker gives back what it had, and an older incarnation's word counts for nothing") {
  worker_pool pool(1, 16);
  pool.worker_up(0, 0);
  pool.push_back({7, 0});
  CHECK(pool.next_batch());
  CHECK(pool.worker_down(0, 1).empty());
  CHECK(pool.worker_down(0, 0) == std::vector<ticket>{{7, 0}});
  CHECK(pool.live() == 0);
  CHECK(pool.worker_down(0, 0).empty());
  pool.worker_up(0, 1);
  CHECK_FALSE(pool.worker_done(0, 0));
  CHECK_FALSE(pool.worker_done(0, 1)); // it is idle
}

TEST_CASE("an idle worker that dies gets no work") {
  worker_pool pool(2, 16);
  pool.worker_up(0, 0);
  pool.worker_up(1, 0);
  pool.worker_down(0, 0);
  pool.push_back({1, 0});
  CHECK(pool.next_batch()->worker == 1);
}

TEST_SUITE_END();
