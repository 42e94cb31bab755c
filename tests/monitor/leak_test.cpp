// How often a leak is found, and a clean run accused, over many series of 30 seconds that look like measured
// ones: caches that fill in the first third, blocks that the allocator takes at once, and what jitters from
// second to second.
#include "core/random.hpp"
#include "monitor/run_result.hpp"
#include "monitor/verdict.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

std::vector<interval> half_a_minute(std::uint64_t seed, double leak_mb_per_s) {
  random_stream random(seed, "memory");
  const double filling_s = 10 * random.uniform();
  const double filling_mb_per_s = 0.2 * random.uniform();
  double taken_at_once = 0;
  std::vector<interval> rows(30);
  for (int i = 0; i < 30; ++i) {
    auto& row = rows[static_cast<std::size_t>(i)];
    row.start = run_start + i * 1s;
    row.width = 1s;
    taken_at_once += random.uniform() < 0.03 ? 2 * random.uniform() : 0;
    row.memory_mb = 80 + filling_mb_per_s * std::min<double>(i, filling_s) + taken_at_once +
                    0.02 * random.normal() + leak_mb_per_s * i;
  }
  return rows;
}

bool accused(std::uint64_t seed, double leak_mb_per_s, double bound_mb_per_hour) {
  const auto growth = trends_of(half_a_minute(seed, leak_mb_per_s), 30s).memory_mb_per_hour;
  REQUIRE(growth);
  return growth->lower >= bound_mb_per_hour;
}

} // namespace

TEST_SUITE_BEGIN("monitor/leak");

TEST_CASE("of a thousand leaks of a megabyte a second every one is found; of as many clean runs one in a "
          "hundred is "
          "accused at most") {
  int found = 0;
  int wrongly = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    found += accused(seed, 1, 600) ? 1 : 0;
    wrongly += accused(seed, 0, 100) ? 1 : 0;
  }
  CHECK(found == 1000);
  CHECK(wrongly <= 10);
}

TEST_CASE("a requirement on growth fails only where the whole interval is past its bound") {
  const load_statistics nothing;
  const auto judged = [&](std::string_view that, std::optional<trend> growth) {
    const std::vector<requirement> rules{parse_requirement(that).value()};
    evidence found{.requirements = rules, .metrics = {}, .load = nothing};
    found.memory_growth = growth;
    return judge(found);
  };
  constexpr auto bounded = "memory_growth_mb_per_hour < 50 MB/h";
  CHECK(judged(bounded, trend{40, -10, 90}).verdict == verdict::passed);
  CHECK(judged(bounded, trend{60, 40, 90}).verdict == verdict::passed);
  CHECK(judged(bounded, trend{80, 60, 90}).verdict == verdict::failed);
  CHECK(judged("memory_growth_mb_per_hour >= 0 MB/h", trend{-5, -9, -1}).verdict == verdict::failed);
  CHECK(judged("memory_growth_mb_per_hour >= 0 MB/h", trend{-5, -9, 1}).verdict == verdict::passed);

  const auto short_run = judged(bounded, std::nullopt);
  CHECK(short_run.verdict == verdict::invalid);
  REQUIRE_FALSE(short_run.invalid_reasons.empty());
  CHECK(short_run.invalid_reasons[0] ==
        "Too few intervals for 'memory_growth_mb_per_hour < 50 MB/h': a trend "
        "takes at least ten, each of a second or more. Run longer.");
}

TEST_CASE("a drift may be asked, may be negative, and is nothing of one outcome") {
  CHECK(parse_requirement("latency_p50_drift < 20 %")->bound == doctest::Approx(0.2));
  CHECK(parse_requirement("latency_p95_drift >= -50 %")->bound == doctest::Approx(-0.5));
  CHECK_FALSE(parse_requirement("latency_p95_drift{outcome=cached} < 20 %"));
  CHECK_FALSE(parse_requirement("latency_p95_drift < 20 % over 5s"));
}

TEST_SUITE_END();
