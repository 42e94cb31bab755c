#include "monitor/load_counts.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

load_counts two_groups(int of_first, int of_second) {
  load_counts counts({}, std::vector<load_statistics>(2));
  for (int i = 0; i < of_first + of_second; ++i)
    counts.count(i < of_first ? 0 : 1, [](load_statistics& s) { s.issued(false, 1us); });
  return counts;
}

requirement of_group(std::optional<std::size_t> index) {
  auto rule = parse_requirement("requests_total > 1").value();
  rule.group_index = index;
  return rule;
}

} // namespace

TEST_SUITE_BEGIN("monitor/load_counts");

TEST_CASE("what is counted of a group is counted of all") {
  const auto counts = two_groups(3, 4);
  CHECK(counts.all().outcomes().issued == 7);
  CHECK(counts.of(of_group(std::nullopt)).outcomes().issued == 7);
  CHECK(counts.of(of_group(0)).outcomes().issued == 3);
  CHECK(counts.of(of_group(1)).outcomes().issued == 4);
}

TEST_CASE("the counts of several lives add up, group by group, from nothing") {
  load_counts sum;
  CHECK(sum.of(of_group(1)).outcomes().issued == 0);
  sum += two_groups(3, 4);
  sum += two_groups(1, 1);
  CHECK(sum.all().outcomes().issued == 9);
  CHECK(sum.of(of_group(0)).outcomes().issued == 4);
  CHECK(sum.of(of_group(1)).outcomes().issued == 5);
}

TEST_CASE("a single load has no groups") {
  load_counts single;
  single.count(0, [](load_statistics& s) { s.issued(false, 1us); });
  CHECK(single.all().outcomes().issued == 1);
  CHECK(single.groups().empty());
}

TEST_SUITE_END();
