#include "monitor/measurement_doubts.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

requirement that(std::string_view text) {
  return parse_requirement(text).value();
}

latency_histogram lag_of(duration lag) {
  latency_histogram h;
  h.record(lag, 1000);
  return h;
}

} // namespace

TEST_SUITE_BEGIN("monitor/measurement_doubts");

TEST_CASE("issue lag may eat up to 5 % of the tightest bound on a latency") {
  const std::vector rules{that("latency_p99 < 200 ms"), that("latency_p95 < 100 ms"),
                          that("latency_min > 1 us"), that("throughput_rps > 2")};
  CHECK_FALSE(doubt_issue_lag(lag_of(5ms), rules));
  CHECK(
      doubt_issue_lag(lag_of(6200us), rules) ==
      "Requests left late: issue lag p99 was 6.20 ms, more than 5 % of the tightest latency bound (100 ms). "
      "Lower the rate, or give the load generator a processor of its own.");
}

TEST_CASE("where no requirement bounds a latency, lag is no doubt") {
  const std::vector rules{that("throughput_rps > 2"), that("latency_min > 1 us")};
  CHECK_FALSE(doubt_issue_lag(lag_of(1s), rules));
  CHECK_FALSE(doubt_issue_lag(latency_histogram(), std::vector{that("latency_p95 < 1 ms")}));
}

TEST_CASE("requests that are not conserved are a bug, and said to be one") {
  outcome_counts counts;
  counts.issued = 1000;
  counts[outcome::extracted] = 998;
  CHECK(
      doubt_conservation(counts, "measured") ==
      "Requests are not conserved: of the measured requests, 1,000 were issued and 998 ended. This is a bug "
      "in simrun: report it with the scenario and the seed.");
  counts[outcome::failed] = 2;
  CHECK_FALSE(doubt_conservation(counts, "measured"));
}

TEST_CASE("a generator that issued less than 95 % of what was due was starved") {
  CHECK_FALSE(doubt_starved(95, 100));
  CHECK_FALSE(doubt_starved(0, 0));
  CHECK(doubt_starved(90, 100) ==
        "The load generator was starved: 90 of 100 requests that were due were issued (90.00 %). Lower the "
        "rate, or give the load generator a processor of its own.");
}

TEST_CASE("a percentile that is not decided says how many requests are missing") {
  const auto rule = that("latency_p95 < 100 ms");
  CHECK(doubt_samples(rule, {decision::undecided, 1089, 60, 41}) ==
        "Too few requests for 'latency_p95 < 100 ms': 1,089 were measured, 60 of them past the bound; a 99 % "
        "confident answer takes at least 41 more. Run longer, or at a higher rate.");
  CHECK_FALSE(doubt_samples(rule, {decision::holds, 1089, 6, 0}));
  CHECK_FALSE(doubt_samples(rule, {decision::fails, 1089, 600, 0}));
}

TEST_CASE("what was not measured can't be judged") {
  CHECK(doubt_unmeasured(that("service_p95 < 1 ms"), false) ==
        "'service_p95 < 1 ms' has nothing to be judged by: service_p95 was not measured. Check that the load "
        "reaches what it speaks of.");
  CHECK(
      doubt_unmeasured(that("cpu_utilization < 80 %"), false) ==
      "'cpu_utilization < 80 %' can't be measured on the virtual clock. Run it on the real one, or take the "
      "requirement out.");
  CHECK(doubt_unmeasured(that("cold_start_ms < 60 ms"), false) ==
        "'cold_start_ms < 60 ms' can't be measured on the virtual clock. Run it on the real one, or give "
        "'extractor.service' a calibration.");
}

TEST_SUITE_END();
