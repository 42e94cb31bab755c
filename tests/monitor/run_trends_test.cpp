#include "monitor/run_trends.hpp"

#include "monitor/run_result.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

std::vector<interval> seconds_of(int count) {
  std::vector<interval> rows(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    rows[static_cast<std::size_t>(i)].start = run_start + i * 1s;
    rows[static_cast<std::size_t>(i)].width = 1s;
  }
  return rows;
}

} // namespace

TEST_SUITE_BEGIN("monitor/run_trends");

TEST_CASE("memory that grows by a megabyte a second grows by 3,600 an hour") {
  auto rows = seconds_of(30);
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].memory_mb = 100 + static_cast<double>(i);
  const auto found = trends_of(rows, 30s);
  REQUIRE(found.memory_mb_per_hour);
  CHECK(found.memory_mb_per_hour->slope == doctest::Approx(3600));
  CHECK_FALSE(found.heap_mb_per_hour);
}

TEST_CASE("the drain after the measured part is no part of a trend") {
  auto rows = seconds_of(12);
  for (auto& row : rows)
    row.memory_mb = 100;
  rows.back().memory_mb = 1e6;
  rows.back().latency_p50_ms = 1;
  CHECK(trends_of(rows, 11s).memory_mb_per_hour->upper == 0);
  CHECK_FALSE(trends_of(rows, 9s).memory_mb_per_hour);
}

TEST_CASE("a latency that steps up has a drift, and the time of the step") {
  auto rows = seconds_of(60);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double ripple = i % 2 == 0 ? 0.01 : -0.01;
    rows[i].latency_p50_ms = (i < 30 ? 4.0 : 5.0) + ripple;
    rows[i].latency_p95_ms = 9 + ripple;
  }
  const auto found = trends_of(rows, 60s);
  CHECK(*found.latency_p50.drift == doctest::Approx(0.25).epsilon(0.02));
  REQUIRE(found.latency_p50.change);
  CHECK(found.latency_p50.change->at == run_start + 30s);
  CHECK(found.latency_p50.change->after_ms == doctest::Approx(5).epsilon(0.01));
  CHECK(*found.latency_p95.drift == doctest::Approx(0));
  CHECK_FALSE(found.latency_p95.change);
}

TEST_CASE("few intervals, or such in which nothing ended, have no drift") {
  auto rows = seconds_of(20);
  for (std::size_t i = 0; i < 9; ++i)
    rows[2 * i].latency_p50_ms = 4;
  CHECK_FALSE(trends_of(rows, 20s).latency_p50.drift);
}

TEST_SUITE_END();
