#include "monitor/statistics/holm.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace simrun;

TEST_SUITE_BEGIN("monitor/statistics/holm");

TEST_CASE("a worked example: 0.005 and 0.01 pass, 0.03 fails at 0.025, and 0.04 with it") {
  const auto found = holm_decisions(std::vector{0.01, 0.04, 0.03, 0.005}, 0.05);
  CHECK(found[3].significant);
  CHECK(found[3].level == doctest::Approx(0.0125));
  CHECK(found[0].significant);
  CHECK(found[0].level == doctest::Approx(0.05 / 3));
  CHECK_FALSE(found[2].significant);
  CHECK(found[2].level == doctest::Approx(0.025));
  CHECK_FALSE(found[1].significant);
  CHECK(found[1].level == doctest::Approx(0.025));
}

TEST_CASE("a test is significant exactly where its chance is at most its level") {
  random_stream random(1, "holm");
  for (int i = 0; i < 1000; ++i) {
    std::vector<double> chances;
    for (std::uint64_t k = 1 + random.below(9); k > 0; --k)
      chances.push_back(random.uniform() * random.uniform() * 0.1);
    const auto found = holm_decisions(chances, 0.05);
    for (std::size_t k = 0; k < chances.size(); ++k)
      REQUIRE(found[k].significant == (chances[k] <= found[k].level));
  }
}

TEST_CASE("with nothing to find, a false alarm among eight comes in 5 % of 20,000 tries") {
  random_stream random(2, "holm");
  int alarms = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::vector<double> chances(8);
    std::ranges::generate(chances, [&] { return random.uniform(); });
    alarms += std::ranges::any_of(holm_decisions(chances, 0.05), &holm_decision::significant) ? 1 : 0;
  }
  // Of eight independent ones, 1 - (1 - 0.05 / 8)^8 = 4.9 %.
  CHECK(alarms > 20'000 * 0.049 - 4 * 31);
  CHECK(alarms < 20'000 * 0.049 + 4 * 31);
}

TEST_CASE("nothing asked, nothing decided") {
  CHECK(holm_decisions({}, 0.05).empty());
}

TEST_SUITE_END();
