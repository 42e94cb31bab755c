#include "monitor/percentile_rule.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <array>
#include <utility>

using namespace simrun;

TEST_SUITE_BEGIN("monitor/percentile_rule");

TEST_CASE("so many samples decide with so many over the limit, at 99 %") {
  constexpr std::array<std::uint64_t, 5> over{0, 1, 2, 5, 10};
  constexpr std::array<std::pair<double, std::array<std::uint64_t, 5>>, 3> totals{
      {{0.05, {90, 130, 165, 259, 398}},
       {0.01, {459, 662, 838, 1307, 2010}},
       {0.001, {4603, 6636, 8403, 13105, 20140}}}};
  for (const auto& [tail_share, needed] : totals)
    for (std::size_t i = 0; i < over.size(); ++i) {
      CHECK(samples_needed(tail_share, over[i]) == needed[i]);
      CHECK(decide_percentile(tail_share, needed[i], over[i]) == decision::holds);
      CHECK(decide_percentile(tail_share, needed[i] - 1, over[i]) == decision::undecided);
    }
  CHECK(samples_needed(0.5) == 7);
}

TEST_CASE("it fails where so many over the limit are no chance any more") {
  // 3 of 3 over a p95: 0.000125. 2 of 2: 0.0025. 1 of 1: 5 %.
  CHECK(decide_percentile(0.05, 2, 2) == decision::fails);
  CHECK(decide_percentile(0.05, 1, 1) == decision::undecided);
  CHECK(decide_percentile(0.05, 1000, 50) == decision::undecided);
  CHECK(decide_percentile(0.05, 1000, 100) == decision::fails);
  CHECK(decide_percentile(0.05, 1000, 20) == decision::holds);
  CHECK(decide_percentile(0.001, 3'000'000'000, 3'100'000) == decision::fails);
}

TEST_CASE("nothing decides nothing") {
  CHECK(decide_percentile(0.05, 0, 0) == decision::undecided);
}

TEST_CASE("more over the limit never make it hold") {
  for (const std::uint64_t samples : {10U, 90U, 500U, 5000U}) {
    auto worst = decision::holds;
    for (std::uint64_t over = 0; over <= samples; over += 1 + samples / 200) {
      const auto now = decide_percentile(0.05, samples, over);
      const auto rank = [](decision d) {
        return d == decision::holds ? 0 : d == decision::undecided ? 1 : 2;
      };
      CHECK(rank(now) >= rank(worst));
      worst = now;
    }
    CHECK(worst == decision::fails);
  }
}

TEST_CASE("it is wrong about what lies on the limit in at most 1 of 100 runs, either way") {
  constexpr int runs = 3000;
  int held = 0;
  int failed = 0;
  for (std::uint64_t seed = 0; seed < runs; ++seed) {
    random_stream random(seed, "percentile");
    std::uint64_t over = 0;
    for (int i = 0; i < 2000; ++i)
      over += random.uniform() < 0.05 ? 1 : 0;
    const auto d = decide_percentile(0.05, 2000, over);
    held += d == decision::holds ? 1 : 0;
    failed += d == decision::fails ? 1 : 0;
  }
  // 1 %, and four standard deviations of a count of 30.
  CHECK(held <= 30 + 4 * 5.5);
  CHECK(failed <= 30 + 4 * 5.5);
}

TEST_SUITE_END();
