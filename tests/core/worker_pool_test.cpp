#include "core/worker_pool.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr time_point t0 = run_start;
constexpr duration timeout = 100ms;

} // namespace

TEST_SUITE_BEGIN("core/worker_pool");

TEST_CASE("a worker that frees takes what is queued, up to the largest batch") {
  worker_pool pool(1, 4, timeout);
  pool.worker_up(0, 0);
  for (request_id id = 0; id < 6; ++id)
    pool.push_back({id, 0});
  const auto first = pool.next_batch(t0);
  REQUIRE(first);
  CHECK(first->tickets.size() == 4);
  CHECK_FALSE(pool.next_batch(t0));
  CHECK(pool.worker_done(0, 0, first->number) == t0);
  CHECK(pool.next_batch(t0)->tickets.size() == 2);
}

TEST_CASE("what is queued is shared out over the idle workers, longest idle first") {
  worker_pool pool(3, 16, timeout);
  pool.worker_up(2, 0);
  pool.worker_up(0, 0);
  for (request_id id = 0; id < 5; ++id)
    pool.push_back({id, 0});
  const auto first = pool.next_batch(t0);
  const auto second = pool.next_batch(t0);
  CHECK(first->worker == 2);
  CHECK(first->tickets.size() == 3);
  CHECK(second->worker == 0);
  CHECK(second->tickets.size() == 2);
}

TEST_CASE("a dead worker gives back what it had, and an older incarnation's word counts for nothing") {
  worker_pool pool(1, 16, timeout);
  pool.worker_up(0, 0);
  pool.push_back({7, 0});
  CHECK(pool.next_batch(t0));
  CHECK(pool.worker_down(0, 1).tickets.empty());
  CHECK(pool.worker_down(0, 0).tickets == std::vector<ticket>{{7, 0}});
  CHECK(pool.live() == 0);
  CHECK(pool.worker_down(0, 0).tickets.empty());
  pool.worker_up(0, 1);
  CHECK_FALSE(pool.worker_done(0, 0, 1));
  CHECK_FALSE(pool.worker_done(0, 1, 1)); // it is idle
}

TEST_CASE("an idle worker that dies gets no work") {
  worker_pool pool(2, 16, timeout);
  pool.worker_up(0, 0);
  pool.worker_up(1, 0);
  pool.worker_down(0, 0);
  pool.push_back({1, 0});
  CHECK(pool.next_batch(t0)->worker == 1);
}

TEST_CASE("a worker that is late is a suspect: nothing until it reports, and the others go on") {
  worker_pool pool(2, 16, timeout);
  pool.worker_up(0, 0);
  pool.worker_up(1, 0);
  pool.push_back({1, 0});
  const auto late = pool.next_batch(t0);
  CHECK(pool.next_timer() == t0 + timeout);
  CHECK_FALSE(pool.next_overdue(t0 + timeout - 1ns));
  const auto lost = pool.next_overdue(t0 + timeout);
  REQUIRE(lost);
  CHECK(lost->worker == 0);
  CHECK(lost->sent == t0);
  CHECK(lost->tickets == std::vector<ticket>{{1, 0}});
  CHECK(pool.trusted() == 1);
  CHECK(pool.live() == 2);
  pool.push_back({2, 0});
  pool.push_back({3, 0});
  CHECK(pool.next_batch(t0 + timeout)->tickets.size() == 2);
  pool.push_back({4, 0});
  CHECK_FALSE(pool.next_batch(t0 + timeout));
  CHECK_FALSE(pool.worker_done(0, 0, late->number)); // too late to count, but it lives
  CHECK(pool.trusted() == 2);
  CHECK(pool.next_batch(t0 + timeout)->worker == 0);
}

TEST_CASE("a suspect that stays silent gets single requests, each after twice the time") {
  worker_pool pool(1, 16, timeout);
  pool.worker_up(0, 0);
  pool.push_back({1, 0});
  CHECK(pool.next_batch(t0));
  auto now = t0;
  for (const auto patience : {25ms, 50ms, 100ms, 200ms, 400ms, 800ms, 1600ms, 1600ms}) {
    now += timeout;
    REQUIRE(pool.next_overdue(now));
    CHECK(pool.next_timer() == now + patience);
    pool.push_back({2, 0});
    pool.push_back({3, 0});
    CHECK_FALSE(pool.next_batch(now));
    now += patience;
    pool.ripen_suspects(now);
    CHECK(pool.ripe() == 1);
    const auto probe = pool.next_batch(now);
    REQUIRE(probe);
    CHECK(probe->tickets.size() == 1);
    CHECK(pool.pop_front());
  }
}

TEST_CASE("a suspect that answers its single request is none any more") {
  worker_pool pool(1, 16, timeout);
  pool.worker_up(0, 0);
  pool.push_back({1, 0});
  CHECK(pool.next_batch(t0));
  CHECK(pool.next_overdue(t0 + timeout));
  pool.push_back({2, 0});
  pool.ripen_suspects(t0 + 1s);
  const auto probe = pool.next_batch(t0 + 1s);
  CHECK(pool.trusted() == 0);
  CHECK(pool.worker_done(0, 0, probe->number) == t0 + 1s);
  CHECK(pool.trusted() == 1);
}

TEST_CASE("a report that comes twice gives credit once") {
  worker_pool pool(1, 1, timeout);
  pool.worker_up(0, 0);
  pool.push_back({1, 0});
  pool.push_back({2, 0});
  const auto first = pool.next_batch(t0);
  CHECK(pool.worker_done(0, 0, first->number));
  const auto second = pool.next_batch(t0);
  CHECK_FALSE(pool.worker_done(0, 0, first->number));
  CHECK_FALSE(pool.next_batch(t0));
  CHECK(pool.worker_done(0, 0, second->number));
}

TEST_CASE("a retry goes first, and to another worker as long as one is in good standing") {
  worker_pool pool(2, 16, timeout);
  pool.worker_up(0, 0);
  pool.push_back({1, 0});
  pool.push_retry({2, 1}, 0);
  // Nobody else is there.
  const auto only = pool.next_batch(t0);
  CHECK(only->tickets == std::vector<ticket>{{2, 1}, {1, 0}});
  pool.worker_up(1, 0);
  CHECK(pool.worker_done(0, 0, only->number));
  CHECK(pool.worker_down(1, 0).tickets.empty());
  pool.worker_up(1, 1);
  pool.push_retry({3, 1}, 0);
  CHECK(pool.next_batch(t0)->worker == 1);
  pool.push_retry({4, 1}, 0);
  CHECK_FALSE(pool.next_batch(t0)); // the other one is busy, and worth the wait
}

TEST_CASE("a suspect that dies leaves nothing behind, and its next life is trusted") {
  worker_pool pool(1, 1, timeout);
  pool.worker_up(0, 0);
  pool.push_back({1, 0});
  CHECK(pool.next_batch(t0));
  CHECK(pool.next_overdue(t0 + timeout));
  CHECK(pool.worker_down(0, 0).tickets.empty());
  CHECK_FALSE(pool.next_timer());
  pool.worker_up(0, 1);
  CHECK(pool.trusted() == 1);
}

TEST_SUITE_END();
