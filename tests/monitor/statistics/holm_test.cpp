#include "monitor/statistics/holm.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace simrun;

TEST_SUITE_BEGIN("monitor/statistics/holm");

TEST_CASE("a worked example: 0.005 and 0.01 pass, 0.03 fails at 0.025, and 0.04 with it") {
  CHECK(holm_significant(std::vector{0.01, 0.04, 0.03, 0.005}, 0.05) ==
        std::vector{true, false, false, true});
}

TEST_CASE("it finds all that Bonferroni's correction finds, and none that no correction would") {
  random_stream random(1, "holm");
  for (int i = 0; i < 1000; ++i) {
    std::vector<double> chances;
    for (std::uint64_t k = 1 + random.below(9); k > 0; --k)
      chances.push_back(random.uniform() * random.uniform() * 0.1);
    const auto found = holm_significant(chances, 0.05);
    for (std::size_t k = 0; k < chances.size(); ++k) {
      REQUIRE((chances[k] > 0.05 / static_cast<double>(chances.size()) || found[k]));
      REQUIRE((chances[k] <= 0.05 || !found[k]));
    }
  }
}

TEST_CASE("with nothing to find, a false alarm among eight comes in 5 % of 20,000 tries") {
  random_stream random(2, "holm");
  int alarms = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::vector<double> chances(8);
    std::ranges::generate(chances, [&] { return random.uniform(); });
    const auto found = holm_significant(chances, 0.05);
    alarms += std::ranges::find(found, true) != found.end() ? 1 : 0;
  }
  // Of eight independent ones, 1 - (1 - 0.05 / 8)^8 = 4.9 %.
  CHECK(alarms > 20'000 * 0.049 - 4 * 31);
  CHECK(alarms < 20'000 * 0.049 + 4 * 31);
}

TEST_CASE("nothing asked, nothing found") {
  CHECK(holm_significant({}, 0.05).empty());
}

TEST_SUITE_END();
