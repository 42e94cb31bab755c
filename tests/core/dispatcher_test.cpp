#include "dispatcher_bench.hpp"

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("core/dispatcher");

TEST_CASE("without a cache a request goes to a worker and comes back extracted") {
  dispatcher_bench b;
  b.arrive(1);
  const auto work = b.take().work;
  REQUIRE(work.size() == 1);
  b.finish(work[0]);
  const auto done = b.take();
  check_ended(done, {{1, outcome::extracted}});
  CHECK(done.completions[0].service == 1ms);
  CHECK(b.core.open() == 0);
}

TEST_CASE("a full queue sheds until the worker is done") {
  dispatcher_bench b({.workers = 1, .batch_max = 1, .queue_max = 1});
  b.arrive(1);
  b.arrive(2);
  const auto first = b.take();
  b.arrive(3);
  check_ended(b.take(), {{3, outcome::rejected}});
  b.finish(first.work[0]);
  b.take();
  b.arrive(4);
  CHECK(b.take().completions.empty());
}

TEST_CASE("the peak of the queue is that since it was last asked") {
  dispatcher_bench b({.workers = 1, .batch_max = 1});
  for (request_id id = 1; id <= 4; ++id)
    b.arrive(id);
  CHECK(b.core.take_queue_peak() == 3);
  b.finish(b.take().work[0]);
  CHECK(b.core.take_queue_peak() == 3);
  CHECK(b.core.take_queue_peak() == 2);
}

TEST_CASE("a hit is cached; a miss is extracted and stored") {
  dispatcher_bench b;
  b.core.on_cache_up();
  b.arrive(1);
  CHECK(b.take().probes.size() == 1);
  b.answer(1, true);
  check_ended(b.take(), {{1, outcome::cached}});

  b.arrive(2);
  b.take();
  b.answer(2, false);
  b.finish(b.take().work.at(0));
  const auto done = b.take();
  check_ended(done, {{2, outcome::extracted}});
  CHECK(done.stores.size() == 1);
}

TEST_CASE("a dead worker's requests are retried once on another, in front of the queue") {
  dispatcher_bench b({.workers = 2, .batch_max = 1});
  for (request_id id = 1; id <= 3; ++id)
    b.arrive(id, {0, static_cast<std::uint32_t>(60 + id), 60});
  const auto first = b.take();
  REQUIRE(first.work.size() == 2);
  CHECK(b.core.on_worker_down(first.work[0].worker, 0, t0) == 1);
  b.finish(first.work[1]);
  const auto second = b.take();
  REQUIRE(second.work.size() == 1);
  CHECK(second.work[0].items[0].turn == ticket{1, 1});
  // The dead worker's late word counts for nothing.
  b.finish(first.work[0]);
  CHECK(b.take().completions.empty());
  CHECK(b.core.statistics().retries == 1);
}

TEST_CASE("a request that met two deaths goes to the fallback") {
  dispatcher_bench b({.workers = 3, .batch_max = 1});
  b.arrive(1);
  const auto first = b.take().work.at(0);
  b.core.on_worker_down(first.worker, 0, t0);
  const auto second = b.take().work.at(0);
  b.core.on_worker_down(second.worker, 0, t0);
  b.finish(b.take().fallbacks.at(0));
  check_ended(b.take(), {{1, outcome::fallback}});
}

TEST_CASE("with no worker alive, what is queued and what comes goes to the fallback") {
  dispatcher_bench b({.workers = 1, .batch_max = 1});
  b.arrive(1);
  b.arrive(2);
  b.take();
  CHECK(b.core.on_worker_down(0, 0, t0) == 1);
  b.arrive(3);
  std::size_t orders = 0;
  for (auto actions = b.take(); !actions.fallbacks.empty(); actions = b.take()) {
    orders += actions.fallbacks.at(0).items.size();
    b.finish(actions.fallbacks.at(0));
  }
  CHECK(orders == 3);
  CHECK(b.core.open() == 0);
}

TEST_CASE("with no worker and no fallback, requests wait for the worker to come back") {
  dispatcher_bench b({.workers = 1, .batch_max = 1, .fallback = false});
  b.arrive(1);
  b.take();
  b.core.on_worker_down(0, 0, t0);
  b.arrive(2);
  CHECK(b.take().completions.empty());
  b.core.on_worker_up(0, 1, t0);
  CHECK(b.take().work.at(0).items[0].turn == ticket{1, 1});
}

TEST_CASE("a bad window fails; trouble of the model goes to the fallback") {
  dispatcher_bench b;
  b.arrive(1);
  b.finish(b.take().work.at(0), error_code::bad_input);
  check_ended(b.take(), {{1, outcome::failed}});
  b.arrive(2);
  b.finish(b.take().work.at(0), error_code::unavailable);
  CHECK(b.take().fallbacks.size() == 1);
}

TEST_CASE("a dead cache is a miss for all who asked it") {
  dispatcher_bench b;
  b.core.on_cache_up();
  b.arrive(1);
  b.arrive(2);
  b.take();
  CHECK(b.core.on_cache_down(t0) == 2);
  const auto work = b.take().work;
  REQUIRE(work.size() == 1);
  CHECK(work[0].items.size() == 2);
  b.arrive(3);
  CHECK(b.take().probes.empty());
}

TEST_CASE("a dead fallback fails what it had") {
  dispatcher_bench b({.workers = 0});
  b.arrive(1);
  b.take();
  b.core.on_fallback_down(0, t0);
  check_ended(b.take(), {{1, outcome::failed}});
}

TEST_CASE("what has expired in the queue takes no room in it") {
  dispatcher_bench b({.workers = 1, .batch_max = 1, .queue_max = 2, .fallback = false});
  b.core.on_worker_down(0, 0, t0);
  b.arrive(1, {0, 61, 60}, 10ms);
  b.arrive(2, {0, 62, 60}, 10ms);
  b.take();
  const arrival later{3, {0, 63, 60}, t0 + 20ms, t0 + 30ms};
  b.core.on_arrivals({&later, 1}, t0 + 20ms);
  CHECK(b.take().completions.empty());
  CHECK(b.core.count(stage::queued) == 1);
}

TEST_CASE("requests that come in one message are shed only when no idle worker would take them") {
  dispatcher_bench b({.workers = 4, .batch_max = 1, .queue_max = 2});
  std::vector<arrival> batch;
  for (request_id id = 1; id <= 8; ++id)
    batch.push_back({id, {0, static_cast<std::uint32_t>(60 + id), 60}, t0, t0 + 1s});
  b.core.on_arrivals(batch, t0);
  const auto done = b.take();
  CHECK(done.work.size() == 4);
  check_ended(done, {{7, outcome::rejected}, {8, outcome::rejected}});
}

TEST_CASE("a request sent twice is one request") {
  dispatcher_bench b;
  b.arrive(1);
  b.arrive(1);
  b.finish(b.take().work.at(0));
  check_ended(b.take(), {{1, outcome::extracted}});
}

TEST_CASE("what has passed its deadline is forgotten, and no worker spends time on it") {
  dispatcher_bench b({.workers = 1, .batch_max = 1});
  b.arrive(1, {0, 60, 60}, 10ms);
  b.arrive(2, {0, 61, 60}, 10ms);
  const auto order = b.take().work.at(0);
  b.core.on_work_done(dispatcher_bench::report_of(order), t0 + 20ms);
  const auto after = b.take();
  CHECK(after.completions.empty());
  CHECK(after.work.empty());
  CHECK(b.core.open() == 0);
  CHECK(b.core.statistics().expired == 2);
  CHECK(b.core.statistics().late_results == 1);
}

TEST_SUITE_END();
