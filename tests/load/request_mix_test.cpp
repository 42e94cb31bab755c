#include "load/request_mix.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <set>

using namespace simrun;

namespace {

request_mix seeded(std::vector<std::uint32_t> windows, double repeat_ratio, std::uint64_t seed = 1) {
  return request_mix(std::move(windows), 60, repeat_ratio, random_stream(seed, "windows"));
}

} // namespace

TEST_SUITE_BEGIN("load/request_mix");

TEST_CASE("fresh windows walk through the history and begin again at its end") {
  auto mix = seeded({3}, 0);
  for (const std::uint32_t end : {60U, 61U, 62U, 60U, 61U})
    CHECK(mix.next() == window_id{0, end, 60});
}

TEST_CASE("symbols take turns, each at its own place") {
  auto mix = seeded({3, 2}, 0);
  for (const auto& expected :
       {window_id{0, 60, 60}, window_id{1, 60, 60}, window_id{0, 61, 60}, window_id{1, 61, 60},
        window_id{0, 62, 60}, window_id{1, 60, 60}, window_id{0, 60, 60}})
    CHECK(mix.next() == expected);
}

TEST_CASE("the repeat ratio is the share of windows asked before, and none is from further back than 64") {
  auto mix = seeded({1'000'000}, 0.3);
  std::deque<window_id> recent;
  int repeats = 0;
  constexpr int requests = 100'000;
  for (int i = 0; i < requests; ++i) {
    const auto w = mix.next();
    if (std::ranges::find(recent, w) != recent.end()) {
      ++repeats;
      continue;
    }
    CHECK(w.end == 60 + static_cast<std::uint32_t>(i - repeats));
    recent.push_back(w);
    if (recent.size() > request_mix::recent_max)
      recent.pop_front();
  }
  // Four standard deviations of a binomial count.
  CHECK(std::abs(repeats - 0.3 * requests) < 4 * std::sqrt(0.3 * 0.7 * requests));
}

TEST_CASE("every remembered window may be repeated") {
  auto mix = seeded({1'000'000}, 0.999);
  std::set<window_id> seen;
  for (int i = 0; i < 200'000; ++i)
    seen.insert(mix.next());
  // About 200 fresh ones, all of which had their time among the last 64.
  CHECK(seen.size() > request_mix::recent_max);
}

TEST_CASE("a ratio of one repeats the first window for ever") {
  auto mix = seeded({1000}, 1);
  for (int i = 0; i < 100; ++i)
    CHECK(mix.next() == window_id{0, 60, 60});
}

TEST_CASE("a history shorter than the memory is remembered once") {
  auto mix = seeded({2}, 0.5);
  int first = 0;
  for (int i = 0; i < 10'000; ++i)
    first += mix.next().end == 60 ? 1 : 0;
  CHECK(std::abs(first - 5000) < 4 * 50);
}

TEST_CASE("one seed, one sequence") {
  auto a = seeded({100, 50}, 0.4, 3);
  auto b = seeded({100, 50}, 0.4, 3);
  auto c = seeded({100, 50}, 0.4, 4);
  bool differs = false;
  for (int i = 0; i < 1000; ++i) {
    const auto expected = a.next();
    CHECK(b.next() == expected);
    differs = differs || c.next() != expected;
  }
  CHECK(differs);
}

TEST_SUITE_END();
