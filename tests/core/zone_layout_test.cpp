#include "core/zone_layout.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("core/zone_layout");

TEST_CASE("workers are spread by share, in order, and all of them") {
  const std::vector<zone_share> zones{{"a", 1}, {"b", 1}, {"c", 2}};
  const auto layout = lay_out_zones(zones, 10);
  REQUIRE(layout.size() == 3);
  CHECK(layout[0].first == 0);
  CHECK(layout[0].count == 3);
  CHECK(layout[1].first == 3);
  CHECK(layout[1].count == 2);
  CHECK(layout[2].first == 5);
  CHECK(layout[2].count == 5);
  for (std::uint32_t workers = 0; workers < 50; ++workers) {
    std::uint32_t sum = 0;
    for (const auto& z : lay_out_zones(zones, workers))
      sum += z.count;
    CHECK(sum == workers);
  }
  CHECK(lay_out_zones({}, 10).empty());
}

TEST_SUITE_END();
