#include "core/random.hpp"
#include "scenario_runs.hpp"

#include <algorithm>
#include <fmt/format.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

load_group open_group(std::string name, double rps, double repeat_ratio) {
  load_group group{std::move(name), {}, {}};
  group.load.rps = rps;
  group.mix.repeat_ratio = repeat_ratio;
  return group;
}

load_group closed_group(std::string name, std::uint32_t users) {
  load_group group{std::move(name), {}, {}};
  group.load.shape = load_shape::closed;
  group.load.concurrency = users;
  group.think_time = service_model::exponential(20ms);
  return group;
}

scenario grouped_scenario() {
  auto s = virtual_scenario();
  s.market.bars = 5000;
  s.groups = {open_group("hot", 200, 0.9), open_group("cold", 40, 0), closed_group("users", 3)};
  return s;
}

requirement of_group(const std::string& text, std::size_t group) {
  auto rule = parse_requirement(text).value();
  rule.group_index = group;
  return rule;
}

double metric(const group_result& group, std::string_view name) {
  const auto found = std::ranges::find(group.metrics, name, &std::pair<std::string, double>::first);
  REQUIRE(found != group.metrics.end());
  return found->second;
}

void check_sums(const run_result& r) {
  outcome_counts sum;
  for (const auto& group : r.groups) {
    CHECK(group.outcomes.issued == group.outcomes.ended());
    sum += group.outcomes;
  }
  CHECK(sum == r.outcomes);
}

} // namespace

TEST_SUITE_BEGIN("actors/load_groups");

TEST_CASE("each group is measured by itself, and together they are the run") {
  const auto r = run(grouped_scenario());
  check_conserved(r);
  REQUIRE(r.groups.size() == 3);
  check_sums(r);
  CHECK(metric(r.groups[0], "offered_rps") == doctest::Approx(200).epsilon(0.15));
  CHECK(metric(r.groups[1], "offered_rps") == doctest::Approx(40).epsilon(0.25));
  CHECK(metric(r.groups[2], "offered_rps") == doctest::Approx(3 / 0.021).epsilon(0.2));
  CHECK(metric(r.groups[0], "cache_hit_rate") > 0.8);
  CHECK(metric(r.groups[1], "cache_hit_rate") == 0);
  CHECK(r.histogram("latency{group=cold}")->count() == r.groups[1].outcomes.ended());
}

TEST_CASE("a group more leaves the arrivals of the others as they were") {
  auto s = grouped_scenario();
  const auto three = run(s);
  s.groups.push_back(open_group("more", 100, 0));
  const auto four = run(s);
  for (const std::size_t g : {0U, 1U})
    CHECK(four.groups[g].outcomes.issued == three.groups[g].outcomes.issued);
}

TEST_CASE("requirements ask of one group, in total, in windows, and to the end of the run") {
  auto s = grouped_scenario();
  s.requirements = {
      of_group("cache_hit_rate{group=cold} < 50 %", 1), of_group("cache_hit_rate{group=hot} < 50 %", 0),
      of_group("offered_rps{group=hot} > 100 over 2s", 0),
      of_group("offered_rps{group=cold} > 100 over 2s", 1), of_group("latency_p50{group=cold} < 100 ms", 1)};
  const auto r = run(s);
  CHECK(r.requirements[0].holds);
  CHECK_FALSE(r.requirements[1].holds);
  CHECK(r.requirements[2].holds);
  CHECK_FALSE(r.requirements[3].holds);
  CHECK(r.requirements[4].percentile->samples == r.groups[1].outcomes.ended());
}

TEST_CASE("a group that loses its requirement ends the run, and no other does") {
  auto s = grouped_scenario();
  s.requirements = {of_group("latency_max{group=cold} < 500 us", 1)};
  s.requirements[0].abort = true;
  const auto lost = run(s);
  CHECK(lost.aborted == "latency_max{group=cold} < 500 us");
  s.requirements = {of_group("cache_hit_rate{group=hot} > 50 %", 0)};
  s.requirements[0].abort = true;
  CHECK_FALSE(run(s).aborted);
}

TEST_CASE("kills lose no request of any group, over 50 seeds") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    CAPTURE(seed);
    random_stream random(seed, "kills");
    auto s = grouped_scenario();
    s.seed = seed;
    s.warmup = 200ms;
    for (const auto* target : {"load_generator", "dispatcher", "extractor", "cache"})
      s.faults.push_back(
          fault(fmt::format("kill {} at {}ms for {}ms", target, random.below(4000), 1 + random.below(500))));
    const auto r = run(s);
    check_conserved(r);
    check_sums(r);
    auto calm = s;
    calm.faults.clear();
    const auto without = run(calm);
    for (const std::size_t g : {0U, 1U})
      CHECK(r.groups[g].outcomes.issued == without.groups[g].outcomes.issued);
    CHECK(run(s).event_digest == r.event_digest);
  }
}

TEST_SUITE_END();
