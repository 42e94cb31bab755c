#include "planning/in_parallel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <stdexcept>
#include <vector>

using namespace simrun;

TEST_SUITE_BEGIN("planning/in_parallel");

TEST_CASE("every job is done once, whatever the number of threads") {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 16U})
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{300}}) {
      std::vector<std::atomic<int>> done(count);
      in_parallel(count, threads, [&](std::size_t i) { ++done[i]; });
      for (const auto& times : done)
        CHECK(times == 1);
    }
}

TEST_CASE("jobs run at the same time") {
  // Each waits for the other: one after the other would never end.
  std::latch both(2);
  in_parallel(2, 2, [&](std::size_t) { both.arrive_and_wait(); });
}

TEST_CASE("what a job throws is thrown, and nothing more is begun") {
  std::atomic<int> begun = 0;
  const auto job = [&](std::size_t i) {
    ++begun;
    if (i == 3)
      throw std::runtime_error("the third");
  };
  CHECK_THROWS_WITH(in_parallel(1000, 1, job), "the third");
  CHECK(begun == 4);
}

TEST_CASE("who waits is told how many are done") {
  std::latch looked(3);
  std::size_t most = 0;
  const parallel_watch watch{std::chrono::milliseconds(1), [&](std::size_t done) {
                               most = std::max(most, done);
                               if (!looked.try_wait())
                                 looked.count_down();
                             }};
  // The last job ends once the looker has looked three times.
  in_parallel(
      2, 1, [&](std::size_t i) { i == 1 ? looked.wait() : void(); }, watch);
  CHECK(most <= 1);
  CHECK(looked.try_wait());
}

TEST_SUITE_END();
