#include "monitor/statistics/signed_rank.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace simrun;

namespace {

/// Hollander and Wolfe (1973), table 3.1: nine patients' depression, first visit less second.
const std::vector<double> depression{1.83 - 0.878, 0.50 - 0.647, 1.62 - 0.598, 2.48 - 2.05, 1.68 - 1.06,
                                     1.88 - 1.29,  1.55 - 1.06,  3.06 - 3.14,  1.30 - 1.29};

} // namespace

TEST_SUITE_BEGIN("monitor/statistics/signed_rank");

TEST_CASE("the example of Hollander and Wolfe: p 0.039, shift 0.46, interval 0.010 to 0.786") {
  const signed_rank found(depression);
  CHECK(found.chance() == doctest::Approx(20.0 / 512));
  CHECK(found.estimate() == doctest::Approx(0.46));
  const auto interval = found.interval_at(0.05);
  CHECK(interval.lower == doctest::Approx(0.010));
  CHECK(interval.upper == doctest::Approx(0.786));
}

TEST_CASE("critical values are those of Wilcoxon's table, at 5 % to two sides") {
  // n, and the largest sum of the lesser ranks that is significant.
  for (const auto& [n, critical] : {std::pair{6, 0}, {8, 3}, {10, 8}, {12, 13}, {15, 25}, {20, 52}}) {
    for (const int negative : {critical, critical + 1}) {
      // Differences 1..n, of which those that add up to `negative` have a minus.
      std::vector<double> differences;
      int left = negative;
      for (int rank = n; rank >= 1; --rank) {
        const bool minus = rank <= left;
        left -= minus ? rank : 0;
        differences.push_back(minus ? -rank : rank);
      }
      REQUIRE(left == 0);
      CHECK_MESSAGE((signed_rank(differences).chance() <= 0.05) == (negative == critical), n);
    }
  }
}

TEST_CASE("the interval leaves out 0 exactly where the chance is at most the level") {
  random_stream random(4, "pairs");
  for (int i = 0; i < 2000; ++i) {
    std::vector<double> differences;
    for (std::uint64_t n = 1 + random.below(14); n > 0; --n)
      differences.push_back(std::round(4 * (random.normal() + 0.5)) / 4); // ties and zeros too
    const signed_rank found(differences);
    for (const double level : {0.2, 0.05, 0.01})
      REQUIRE((found.chance() <= level) == !found.interval_at(level).contains(0));
  }
}

TEST_CASE("pairs without a shift raise an alarm in at most 5 %, wild ones or not") {
  random_stream random(5, "pairs");
  for (const double wild_share : {0.0, 0.2}) {
    int alarms = 0;
    for (int i = 0; i < 4000; ++i) {
      std::vector<double> differences(10);
      for (auto& d : differences)
        d = random.normal() * (random.uniform() < wild_share ? 20 : 1);
      alarms += signed_rank(differences).chance() <= 0.05 ? 1 : 0;
    }
    CHECK(alarms < 4000 * 0.05 + 4 * 14);
    CHECK(alarms > 4000 * 0.03);
  }
}

TEST_CASE("pairs that are all equal show nothing, and too few leave everything open") {
  const signed_rank same(std::vector<double>(10, 0.0));
  CHECK(same.chance() == 1);
  CHECK(same.interval_at(0.05).lower == 0);
  CHECK(same.interval_at(0.05).upper == 0);
  CHECK(signed_rank_pairs_needed(0.05) == 6);
  CHECK(signed_rank(std::vector<double>(6, 1.0)).chance() <= 0.05);
  CHECK(signed_rank(std::vector<double>(5, 1.0)).chance() > 0.05);
  CHECK(std::isinf(signed_rank(std::vector<double>(5, 1.0)).interval_at(0.05).upper));
}

TEST_SUITE_END();
