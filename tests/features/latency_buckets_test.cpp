#include "features/latency_buckets.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("features/latency_buckets");

TEST_CASE("the middle of a bucket is within 1 % of whatever falls into it, from 1 ns to 100 s") {
  for (double ns = 1; ns < 100e9; ns *= 1.0007) {
    const duration latency(std::llround(ns));
    const auto middle = latency_buckets::middle_of(latency_buckets::index_of(latency));
    const double error =
        std::abs(static_cast<double>((middle - latency).count())) / static_cast<double>(latency.count());
    CHECK_MESSAGE(error <= 1.0 / 128, latency.count());
  }
}

TEST_CASE("buckets are in order, without gaps, and the last takes what is longer") {
  CHECK(latency_buckets::index_of(-1ns) == 0);
  CHECK(latency_buckets::index_of(0ns) == 0);
  for (std::size_t i = 0; i < latency_buckets::count; ++i)
    CHECK(latency_buckets::index_of(latency_buckets::middle_of(i)) == i);
  CHECK(latency_buckets::index_of(274s) == latency_buckets::count - 1);
  CHECK(latency_buckets::index_of(24h) == latency_buckets::count - 1);
}

TEST_SUITE_END();
