#include "core/dispatcher.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr time_point t0 = run_start;
constexpr dispatcher_config usual{.workers = 2,
                                  .batch_max = 1,
                                  .attempt_timeout = 100ms,
                                  .probe_timeout = 20ms,
                                  .breaker = {.samples = 8, .open_for = 1s, .successes = 2}};

/// A dispatcher, its clock, and what it has asked for.
struct bench {
  explicit bench(const dispatcher_config& config = usual) : core(config) {
    core.on_fallback_up(0, now);
    for (std::uint32_t w = 0; w < config.workers; ++w)
      core.on_worker_up(w, 0, now);
  }

  void arrive(request_id id) {
    const arrival a{id, {0, 60 + static_cast<std::uint32_t>(id), 60}, now, now + 10s};
    core.on_arrivals({&a, 1}, now);
  }
  void finish(const work_batch_order& order, std::optional<error_code> problem = {}) {
    work_report report{order.worker, order.incarnation, order.number, 1ms, {}};
    for (const auto& item : order.items)
      report.results.push_back({item.turn, nullptr, problem});
    core.on_work_done(report, now);
  }
  /// As the actor does: at each time that was asked for.
  void pass(duration time) {
    const auto end = now + time;
    for (auto due = core.next_timer(); due && *due <= end; due = core.next_timer()) {
      now = std::max(now, *due);
      core.on_timer(now);
    }
    now = end;
  }
  dispatcher_actions take() { return std::exchange(core.actions(), {}); }
  work_batch_order take_order() {
    const auto actions = take();
    REQUIRE(actions.work.size() == 1);
    return actions.work[0];
  }
  void check_failed(request_id id, std::string_view reason) {
    const auto actions = take();
    REQUIRE(actions.completions.size() == 1);
    CHECK(actions.completions[0].id == id);
    CHECK(actions.completions[0].how == outcome::failed);
    REQUIRE(actions.completions[0].reason);
    CHECK(*actions.completions[0].reason == reason);
  }
  /// Eight batches fail: of the usual breaker all samples.
  void open_breaker() {
    for (request_id id = 1001; id <= 1008; ++id) {
      arrive(id);
      finish(take_order(), error_code::unavailable);
      finish(take().fallbacks.at(0));
      take();
    }
    REQUIRE(core.breaker().state() == breaker_state::open);
  }

  time_point now = t0;
  dispatcher core;
};

dispatcher_config without_fallback() {
  auto config = usual;
  config.fallback = false;
  return config;
}

} // namespace

TEST_SUITE_BEGIN("core/dispatcher_timeout");

TEST_CASE("an attempt that is not answered in time is made again on another worker") {
  bench b;
  b.arrive(1);
  const auto first = b.take_order();
  b.pass(99ms);
  CHECK(b.take().work.empty());
  b.pass(1ms);
  const auto second = b.take_order();
  CHECK(second.worker != first.worker);
  CHECK(second.items[0].turn == ticket{1, 1});
  CHECK(b.core.statistics().attempt_timeouts == 1);
  b.finish(second);
  CHECK(b.take().completions.at(0).how == outcome::extracted);
}

TEST_CASE("the late worker's report counts for nothing, but the worker gets work again") {
  bench b;
  b.arrive(1);
  const auto first = b.take_order();
  b.pass(100ms);
  const auto second = b.take_order();
  b.arrive(2);
  CHECK(b.take().work.empty()); // one is busy, one a suspect
  b.finish(first);
  const auto third = b.take_order();
  CHECK(third.worker == first.worker);
  CHECK(third.items[0].turn.id == 2);
  CHECK(b.core.statistics().late_results == 1);
  b.finish(second);
  b.finish(third);
  CHECK(b.core.open() == 0);
}

TEST_CASE("a request that two workers have kept waiting goes to the fallback") {
  bench b;
  b.arrive(1);
  b.pass(200ms);
  const auto actions = b.take();
  CHECK(actions.work.size() == 2);
  REQUIRE(actions.fallbacks.size() == 1);
  b.finish(actions.fallbacks[0]);
  CHECK(b.take().completions.at(0).how == outcome::fallback);
}

TEST_CASE("when every worker is a suspect, requests go to the fallback but for the ones that try them") {
  bench b;
  b.arrive(1);
  b.arrive(2);
  b.pass(100ms);
  CHECK(b.take().fallbacks.size() == 1);
  CHECK(b.core.trusted_workers() == 0);
  b.pass(25ms);
  b.arrive(3);
  b.arrive(4);
  b.arrive(5);
  CHECK(b.take().work.size() == 2);
  CHECK(b.core.count(stage::falling_back) == 3); // 1, 2 and 5
}

TEST_CASE("without a fallback they wait for the workers") {
  bench b(without_fallback());
  b.arrive(1);
  b.arrive(2);
  const auto orders = b.take().work;
  b.pass(100ms);
  CHECK(b.core.count(stage::queued) == 2);
  b.finish(orders.at(0));
  CHECK(b.take_order().items[0].turn.attempt == 1);
}

TEST_CASE("a fallback that does not answer in time fails the request") {
  bench b({.workers = 0, .batch_max = 1, .attempt_timeout = 100ms});
  b.arrive(1);
  b.take();
  b.pass(100ms);
  b.check_failed(1, "the fallback did not answer in time");
}

TEST_CASE("a cache that does not answer in time is a miss, and then costs one request at a time") {
  bench b;
  b.core.on_cache_up();
  b.arrive(1);
  CHECK(b.take().probes.size() == 1);
  b.pass(20ms);
  const auto first = b.take_order();
  b.arrive(2);
  CHECK(b.take().probes.size() == 1);
  b.arrive(3);
  const auto direct = b.take();
  CHECK(direct.probes.empty());
  CHECK(direct.work.at(0).items[0].turn.id == 3);
  const cache_answer late{1, true, nullptr};
  b.core.on_cache_answers({&late, 1}, b.now);
  CHECK(b.take().completions.empty()); // it is at a worker by now
  b.arrive(4);
  CHECK(b.take().probes.size() == 1);
  CHECK(b.core.statistics().probe_timeouts == 1);
  b.finish(first);
}

TEST_CASE("a model that fails again and again is left alone, and tried with single requests") {
  bench b;
  b.open_breaker();
  b.arrive(1);
  const auto diverted = b.take();
  CHECK(diverted.work.empty());
  b.finish(diverted.fallbacks.at(0));
  b.take();
  b.pass(1s);
  CHECK(b.core.breaker().state() == breaker_state::half_open);
  b.arrive(2);
  b.arrive(3);
  const auto tried = b.take();
  REQUIRE(tried.work.size() == 1);
  CHECK(tried.work[0].items[0].turn.id == 2);
  CHECK(tried.fallbacks.size() == 1);
  b.finish(tried.work[0]);
  CHECK(b.core.breaker().state() == breaker_state::half_open);
  b.take();
  b.arrive(4);
  b.finish(b.take_order());
  CHECK(b.core.breaker().is_closed());
  b.take();
  b.arrive(5);
  CHECK(b.take().work.size() == 1);
}

TEST_CASE("a single request that fails opens the breaker again and goes to the fallback") {
  bench b;
  b.open_breaker();
  b.pass(1s);
  b.arrive(1);
  b.finish(b.take_order(), error_code::resource);
  CHECK(b.core.breaker().state() == breaker_state::open);
  b.finish(b.take().fallbacks.at(0));
  CHECK(b.take().completions.at(0).how == outcome::fallback);
}

TEST_CASE("without a fallback, requests fail while the breaker is open, those that waited too") {
  bench b(without_fallback());
  std::vector<work_batch_order> orders;
  for (request_id id = 1; id <= 8; ++id) {
    b.arrive(id);
    b.finish(b.take_order(), error_code::unavailable);
    b.take();
    if (id == 6) {
      // One is in a worker's hands until after the breaker has opened.
      b.arrive(100);
      orders = b.take().work;
    }
  }
  REQUIRE(b.core.breaker().state() == breaker_state::open);
  b.arrive(9);
  b.check_failed(9, "the circuit breaker is open");
  b.finish(orders.at(0));
  CHECK(b.take().completions.at(0).how == outcome::extracted);
}

TEST_CASE("bad windows and requests that time out in the queue are no failures of the model") {
  bench b({.workers = 1, .batch_max = 1, .attempt_timeout = 100ms, .breaker = {.samples = 2}});
  for (request_id id = 1; id <= 20; ++id) {
    b.arrive(id);
    b.finish(b.take_order(), error_code::bad_input);
    b.take();
  }
  std::vector<arrival> crowd;
  for (request_id id = 101; id <= 200; ++id)
    crowd.push_back({id, {0, static_cast<std::uint32_t>(id), 60}, b.now, b.now + 300ms});
  b.core.on_arrivals(crowd, b.now);
  for (int i = 0; i < 10; ++i) {
    b.pass(60ms);
    for (const auto& order : b.take().work)
      b.finish(order);
  }
  CHECK(b.core.statistics().expired > 50);
  CHECK(b.core.breaker().is_closed());
}

TEST_CASE("deaths with a batch in hand open it, too") {
  bench b;
  std::uint32_t incarnation = 0;
  for (request_id id = 1; id <= 8; ++id) {
    b.arrive(id);
    const auto order = b.take().work.at(0);
    b.core.on_worker_down(order.worker, order.incarnation, b.now);
    b.core.on_worker_up(order.worker, ++incarnation, b.now);
  }
  CHECK(b.core.breaker().state() == breaker_state::open);
}

TEST_CASE("some of many workers that die at once with their batches do not open it") {
  bench b({.workers = 100, .batch_max = 1, .attempt_timeout = 1s});
  for (request_id id = 1; id <= 400; ++id) {
    b.arrive(id);
    b.finish(b.take_order());
    b.take();
  }
  for (request_id id = 401; id <= 500; ++id)
    b.arrive(id);
  for (const auto& order : b.take().work)
    if (order.worker < 40)
      b.core.on_worker_down(order.worker, 0, b.now);
  CHECK(b.core.breaker().is_closed());
  CHECK(b.core.statistics().retries == 40);
}

TEST_SUITE_END();
