#include "features/compute_once.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

using namespace simrun;

namespace {

constexpr cache_key key{1, 2};

std::shared_ptr<const feature_vector> some_features() {
  return std::make_shared<const feature_vector>();
}

} // namespace

TEST_SUITE_BEGIN("features/compute_once");

TEST_CASE("the first leads until it lands, then the next who joins does") {
  compute_once once;
  auto first = once.join(key);
  CHECK(first.leads());
  CHECK_FALSE(once.join(key).leads());
  CHECK(once.join({3, 4}).leads());
  first.land(std::nullopt);
  CHECK(once.join(key).leads());
}

TEST_CASE("those who wait get what the leader landed with") {
  compute_once once;
  auto leader = once.join(key);
  auto waiting = once.join(key);
  const auto features = some_features();
  leader.land(features);
  const auto shared = waiting.wait({});
  REQUIRE(shared);
  REQUIRE(*shared);
  CHECK(**shared == features);
}

TEST_CASE("an error for all is an answer, nothing to share is none") {
  compute_once once;
  auto leader = once.join(key);
  auto waiting = once.join(key);
  leader.land(fail(error_code::bad_input, "column 3 is not finite"));
  CHECK(waiting.wait({})->error() == error{error_code::bad_input, "column 3 is not finite"});

  auto second = once.join(key);
  auto alone = once.join(key);
  second.land(std::nullopt);
  CHECK_FALSE(alone.wait({}));
}

TEST_CASE("a leader that goes without a word lands with nothing") {
  compute_once once;
  auto waiting = [&] {
    auto leader = once.join(key);
    return once.join(key);
  }();
  CHECK_FALSE(waiting.wait({}));
  CHECK(once.join(key).leads());
}

TEST_CASE("who is told to stop waits no longer") {
  compute_once once;
  const auto leader = once.join(key);
  auto waiting = once.join(key);
  std::stop_source stop;
  std::jthread other([&] { stop.request_stop(); });
  const auto shared = waiting.wait(stop.get_token());
  REQUIRE(shared);
  CHECK(shared->error() ==
        error{error_code::cancelled, "stopped while another thread computed the same window"});
}

TEST_CASE("of many threads one leads, and all get its features") {
  constexpr int threads = 8;
  compute_once once;
  const auto features = some_features();
  std::latch all_joined(threads);
  std::atomic<int> leaders{0};
  std::atomic<int> right{0};
  {
    std::vector<std::jthread> pool;
    for (int t = 0; t < threads; ++t)
      pool.emplace_back([&] {
        auto seat = once.join(key);
        all_joined.arrive_and_wait();
        if (seat.leads()) {
          ++leaders;
          seat.land(features);
          ++right;
        } else if (const auto shared = seat.wait({}); shared && *shared && **shared == features) {
          ++right;
        }
      });
  }
  CHECK(leaders == 1);
  CHECK(right == threads);
}

TEST_SUITE_END();
