#include "load/request_mix.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <set>

using namespace simrun;

namespace {

request_mix seeded(std::vector<std::uint32_t> windows, double repeat_ratio, std::uint64_t seed = 1) {
  window_mix mix;
  mix.repeat_ratio = repeat_ratio;
  mix.sizes = {{60, 1}};
  return request_mix(mix, {std::move(windows)}, random_stream(seed, "windows"), random_stream(seed, "sizes"));
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

TEST_CASE("lengths come by their weights, and each walks through its own windows") {
  window_mix mix;
  mix.sizes = {{30, 3}, {60, 1}, {120, 6}};
  request_mix requests(mix, {{91}, {61}, {1}}, random_stream(1, "windows"), random_stream(1, "sizes"));
  std::map<std::uint32_t, std::uint32_t> seen;
  constexpr int draws = 100'000;
  for (int i = 0; i < draws; ++i) {
    const auto w = requests.next();
    const std::uint32_t windows = 121 - w.length;
    CHECK(w.end == w.length + seen[w.length]++ % windows);
  }
  CHECK(std::abs(seen[30] - 0.3 * draws) < 5 * std::sqrt(0.21 * draws));
  CHECK(std::abs(seen[60] - 0.1 * draws) < 5 * std::sqrt(0.09 * draws));
  CHECK(seen[30] + seen[60] + seen[120] == draws);
}

TEST_CASE("the seed of the sizes changes the sizes alone, and one size draws nothing") {
  const auto ends = [](std::uint64_t windows_seed, std::uint64_t sizes_seed, bool two) {
    window_mix mix;
    mix.popularity = window_popularity::zipf;
    mix.sizes = {{60, 1}};
    std::vector<std::vector<std::uint32_t>> counts{{500}};
    if (two) {
      mix.sizes.push_back({60, 1});
      counts.push_back({500});
    }
    request_mix requests(mix, counts, random_stream(windows_seed, "windows"),
                         random_stream(sizes_seed, "sizes"));
    std::vector<std::uint32_t> list;
    for (int i = 0; i < 500; ++i)
      list.push_back(requests.next().end);
    return list;
  };
  CHECK(ends(1, 1, true) == ends(1, 2, true));
  CHECK(ends(1, 1, true) == ends(1, 1, false));
  CHECK(ends(1, 1, true) != ends(2, 1, true));
}

TEST_CASE("by Zipf's law the newest window of the first symbol is asked most") {
  window_mix mix;
  mix.popularity = window_popularity::zipf;
  mix.zipf_exponent = 1;
  mix.sizes = {{60, 1}};
  request_mix requests(mix, {{100, 100, 100}}, random_stream(1, "windows"), random_stream(1, "sizes"));
  constexpr int draws = 100'000;
  std::map<std::uint32_t, int> by_symbol;
  int newest = 0;
  for (int i = 0; i < draws; ++i) {
    const auto w = requests.next();
    CHECK((w.end >= 60 && w.end <= 159));
    ++by_symbol[w.symbol];
    newest += w.end == 159 ? 1 : 0;
  }
  // 1 : 1/2 : 1/3, and 1 over the 100th harmonic number, 5.187.
  CHECK(std::abs(by_symbol[0] - draws * 6 / 11.0) < 5 * std::sqrt(draws / 4.0));
  CHECK(std::abs(by_symbol[2] - draws * 2 / 11.0) < 5 * std::sqrt(draws / 6.0));
  CHECK(std::abs(newest - draws / 5.187378) < 5 * std::sqrt(draws / 6.0));
}

TEST_SUITE_END();
