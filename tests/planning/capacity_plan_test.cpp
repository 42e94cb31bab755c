#include "planning/capacity_plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>

using namespace simrun;

namespace {

/// A system in which each worker carries so many percent of the load, more or less by seed.
struct made_up_system {
  std::vector<double> percent_per_worker; ///< of each seed
  mutable std::vector<capacity_probe> asked = {};

  std::uint32_t operator()(const capacity_probe& p) const {
    asked.push_back(p);
    std::uint32_t met = 0;
    for (std::uint32_t seed = 0; seed < p.seeds; ++seed)
      met += p.workers * percent_per_worker[seed] >= p.load_percent ? 1 : 0;
    return met;
  }
};

std::optional<capacity_plan> plan(const capacity_limits& limits, const made_up_system& system) {
  return plan_capacity(limits, std::cref(system));
}

} // namespace

TEST_SUITE_BEGIN("planning/capacity_plan");

TEST_CASE("the fewest workers, with what they carry beyond") {
  const auto found = plan({1, 100, 4}, {{30, 30, 30, 30}});
  REQUIRE(found);
  CHECK(found->workers == 4); // 3 carry 90 %
  CHECK(found->fewer_met == 0);
  CHECK(found->headroom_percent == 20);
}

TEST_CASE("a lucky first seed does not decide: all of them have to agree") {
  const auto found = plan({1, 100, 4}, {{30, 30, 14, 30}});
  REQUIRE(found);
  CHECK(found->workers == 8); // 7 carry 98 % with the third seed
  CHECK(found->fewer_met == 3);
  CHECK(found->headroom_percent == 10);
}

TEST_CASE("the search takes one seed, and its answer all of them") {
  const made_up_system system{{10, 10, 10, 10}};
  REQUIRE(plan({1, 100, 4}, system));
  const auto first_checked = std::ranges::find(system.asked, capacity_probe{10, 100, 4});
  REQUIRE(first_checked != system.asked.end());
  for (auto p = system.asked.begin(); p != first_checked; ++p)
    CHECK(p->seeds == 1);
  for (auto p = first_checked; p != system.asked.end(); ++p)
    CHECK(p->seeds == 4);
}

TEST_CASE("no answer where even the most do not do, with the first seed or with all") {
  CHECK_FALSE(plan({1, 9, 2}, {{10, 10}}));
  CHECK_FALSE(plan({1, 10, 2}, {{10, 9}}));
  CHECK(plan({1, 10, 2}, {{10, 10}}));
}

TEST_CASE("fewer than the least possible are not asked about") {
  const made_up_system system{{50, 50}};
  const auto found = plan({3, 10, 2}, system);
  REQUIRE(found);
  CHECK(found->workers == 3);
  CHECK_FALSE(found->fewer_met);
  for (const auto& p : system.asked)
    CHECK(p.workers >= 3);
}

TEST_CASE("headroom ends where it is looked for no further") {
  const auto found = plan({1, 10, 1}, {{1e6}});
  REQUIRE(found);
  CHECK(found->headroom_percent == headroom_max_percent);
}

TEST_CASE("whatever the seeds say, the answer meets with all and one fewer does not") {
  std::mt19937_64 random(11);
  for (int round = 0; round < 3000; ++round) {
    made_up_system system;
    for (int seed = 0; seed < 4; ++seed)
      system.percent_per_worker.push_back(1 + static_cast<double>(random() % 6000) / 100);
    const auto found = plan({1, 120, 4}, system);
    REQUIRE(found);
    CHECK(system({found->workers, 100, 4}) == 4);
    CHECK(system({found->workers, 100 + found->headroom_percent, 4}) == 4);
    CHECK(system({found->workers, 100 + found->headroom_percent + headroom_step_percent, 4}) < 4);
    if (found->workers > 1) {
      CHECK(system({found->workers - 1, 100, 4}) < 4);
      CHECK(found->fewer_met == system({found->workers - 1, 100, 4}));
    }
  }
}

TEST_SUITE_END();
