#include "made_up_result.hpp"
#include "report/console/console_summary.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/result/result_json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace simrun;
using namespace simrun::test;
using namespace std::chrono_literals;

namespace {

search_probe probe(double rate, duration length, std::string verdict, double p99) {
  search_probe p;
  p.rate_rps = rate;
  p.length = length;
  p.samples = static_cast<std::uint64_t>(rate * in_seconds(length));
  p.verdict = std::move(verdict);
  p.throughput_rps = rate - 1;
  p.latency_p50_ms = p99 / 4;
  p.latency_p95_ms = p99 / 2;
  p.latency_p99_ms = p99;
  return p;
}

search_record made_up_search() {
  search_record s;
  s.rps_min = 100;
  s.rps_max = 800;
  s.tolerance = 0.1;
  s.answer_rps = 316.2;
  s.highest_held_rps = 300;
  s.lowest_failed_rps = 333;
  s.edge_rps = {310, 320};
  s.goodput_rps = 299;
  s.confirmed = true;
  s.ended = "narrowed";
  s.probes = {probe(333, 10s, "undecided", 12), probe(100, 10s, "held", 2), probe(333, 20s, "failed", 16),
              probe(333, 20s, "disturbed", 99), probe(300, 10s, "held", 8)};
  return s;
}

} // namespace

TEST_SUITE_BEGIN("report/search");

TEST_CASE("a search reads like this") {
  auto r = made_up_result({that("latency_p95 < 100 ms")});
  r.search = made_up_search();
  REQUIRE(r.verdict == verdict::passed);
  CHECK(console_summary(r).starts_with(R"(PASSED: spike
  - About 316/s: the requirements hold at 300/s and fail at 333/s, each seen twice. From 310/s to
    320/s the probes leave it open.
  scenarios/spike.toml: real clock, seed 42, 5 probes, started 2026-01-02T03:04:05Z
)"));
  CHECK(summary::search_block(r) == R"(Search
  Goodput at the highest that held: 299/s; requirements, outcomes and latency below are of that
  probe.

Probes
  rate   length  requests      p95      p99  goodput    verdict
  333/s     10s     3,330  6.00 ms  12.0 ms    332/s  undecided
  100/s     10s     1,000  1.00 ms  2.00 ms   99.0/s       held
  333/s     20s     6,660  8.00 ms  16.0 ms    332/s     failed
  333/s     20s     6,660  49.5 ms  99.0 ms    332/s  disturbed
  300/s     10s     3,000  4.00 ms  8.00 ms    299/s       held

Saturation
  offered  throughput      p50      p95      p99  processor
  100/s        99.0/s   500 us  1.00 ms  2.00 ms          -
  300/s         299/s  2.00 ms  4.00 ms  8.00 ms          -
  333/s         332/s  4.00 ms  8.00 ms  16.0 ms          -
)");
}

TEST_CASE("other answers") {
  search_record s;
  s.rps_min = 100;
  CHECK(summary::search_answer(s) == "The requirements do not hold at 100/s.");
  s.highest_held_rps = 800;
  CHECK(summary::search_answer(s) == "The requirements hold at 800/s, and nothing above it failed.");
  s.answer_rps = 800;
  s.lowest_failed_rps = 850;
  CHECK(summary::search_answer(s) ==
        "At least 800/s: the requirements hold there, and 850/s can't be measured here.");
}

TEST_CASE("result.json has it in an object of its own, and other runs have none") {
  auto r = made_up_result({that("latency_p95 < 100 ms")});
  CHECK_FALSE(nlohmann::json::parse(result_json(r)).contains("search"));
  r.search = made_up_search();
  const auto search = nlohmann::json::parse(result_json(r)).at("search");
  CHECK(search["answer_rps"] == 316.2);
  CHECK(search["interval_rps"] == nlohmann::json::array({300.0, 333.0}));
  CHECK(search["undecided_rps"] == nlohmann::json::array({310.0, 320.0}));
  CHECK(search["goodput_rps"] == 299.0);
  CHECK(search["probes"].size() == 5);
  CHECK(search["probes"][2]["verdict"] == "failed");
  CHECK(search["probes"][2]["samples"] == 6660);
  CHECK(search["curve"].size() == 3);
  CHECK(search["curve"][2]["latency_p99"] == 16.0);
}

TEST_SUITE_END();
