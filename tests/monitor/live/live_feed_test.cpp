#include "monitor/live/live_feed.hpp"

#include <atomic>
#include <barrier>
#include <doctest/doctest.h>
#include <thread>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

live_state state_at(duration t) {
  live_state s;
  s.now = run_start + t;
  return s;
}

} // namespace

TEST_SUITE_BEGIN("monitor/live_feed");

TEST_CASE("a reader gets the newest update, and what it missed is counted") {
  live_feed feed;
  feed.begin_run();
  live_reader reader(feed);
  CHECK(reader.next(0ms) == nullptr);
  for (int i = 1; i <= 5; ++i)
    feed.publish(state_at(i * 1s));
  const auto update = reader.next(0ms);
  REQUIRE(update);
  CHECK(update->now == run_start + 5s);
  CHECK(update->number == 5);
  CHECK(reader.lost() == 4);
  CHECK(reader.next(0ms) == nullptr);
}

TEST_CASE("a late reader gets the history of its run, and goes on after it") {
  live_feed feed;
  feed.begin_run();
  feed.publish(state_at(9s));
  feed.begin_run();
  for (int i = 1; i <= 3; ++i)
    feed.publish(state_at(i * 1s));
  const auto past = feed.look_back();
  REQUIRE(past.newest);
  CHECK(past.newest->run == 2);
  REQUIRE(past.points.size() == 3);
  CHECK(past.points.back().at == past.newest->now);
  live_reader reader(feed, past.newest->number);
  CHECK(reader.next(0ms) == nullptr);
  feed.publish(state_at(4s));
  CHECK(reader.next(0ms)->now == run_start + 4s);
  CHECK(reader.lost() == 0);
}

TEST_CASE("who waits is told of the end, after the last update") {
  live_feed feed;
  feed.begin_run();
  std::jthread writer([&feed] {
    feed.publish(state_at(1s));
    feed.close();
  });
  live_reader reader(feed);
  REQUIRE(reader.next(1h));
  CHECK(reader.next(1h) == nullptr);
  CHECK(feed.closed());
  feed.publish(state_at(2s));
  CHECK(feed.look_back().newest->now == run_start + 1s);
}

TEST_CASE(
    "many readers and writers: each reader sees updates in order, and got and lost make all there were") {
  constexpr std::size_t readers = 8, writers = 3;
  constexpr std::uint64_t updates_each = 2000;
  live_feed feed;
  feed.begin_run();
  std::barrier start(readers + writers);
  std::vector<std::uint64_t> accounted(readers);
  std::atomic<std::uint64_t> out_of_order = 0;
  {
    std::vector<std::jthread> threads;
    for (std::size_t r = 0; r < readers; ++r)
      threads.emplace_back([&, r] {
        start.arrive_and_wait();
        live_reader reader(feed);
        std::uint64_t got = 0, last = 0;
        while (const auto update = reader.next(1h)) {
          ++got;
          out_of_order += update->number <= last ? 1 : 0;
          last = update->number;
          if (r % 2 == 0)
            out_of_order += feed.look_back().newest->number < last ? 1 : 0;
        }
        accounted[r] = got + reader.lost();
      });
    {
      std::vector<std::jthread> sources;
      for (std::size_t w = 0; w < writers; ++w)
        sources.emplace_back([&] {
          start.arrive_and_wait();
          for (std::uint64_t i = 0; i < updates_each; ++i)
            feed.publish(state_at(1s));
        });
    }
    feed.close();
  }
  CHECK(out_of_order == 0);
  for (const auto n : accounted)
    CHECK(n == writers * updates_each);
}

TEST_SUITE_END();
