#include "monitor/statistics/block_bootstrap.hpp"

#include "monitor/statistics/student_estimate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

using namespace simrun;

namespace {

/// Each value remembers a share of the one before it; mean 0.
std::vector<double> remembering(std::uint64_t seed, std::size_t rows, double share) {
  random_stream random(seed, "rows");
  double value = random.normal() / std::sqrt(1 - share * share);
  std::vector<double> series;
  for (std::size_t i = 0; i < rows; ++i) {
    series.push_back(value);
    value = share * value + random.normal();
  }
  return series;
}

double mean_of(const std::vector<double>& series, const std::vector<std::uint32_t>& times) {
  double sum = 0;
  for (std::size_t i = 0; i < series.size(); ++i)
    sum += series[i] * times[i];
  return sum / static_cast<double>(series.size());
}

student_estimate mean_by_bootstrap(const std::vector<double>& series, std::size_t block_length) {
  constexpr int samples = 400;
  block_resampler resampler(series.size(), block_length, random_stream(1, "bootstrap"));
  double sum = 0, squares = 0;
  for (int i = 0; i < samples; ++i) {
    const double mean = mean_of(series, resampler.draw());
    sum += mean;
    squares += mean * mean;
  }
  const double deviation = std::sqrt(squares / samples - sum / samples * sum / samples);
  const auto blocks = static_cast<double>(series.size()) / static_cast<double>(block_length);
  return {std::accumulate(series.begin(), series.end(), 0.0) / static_cast<double>(series.size()),
          deviation * std::sqrt(blocks / (blocks - 1)), blocks - 1};
}

/// In how many of 1000 series the interval at 95 % holds the true mean, 0.
int held(std::size_t rows, double share) {
  int count = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const auto series = remembering(seed, rows, share);
    count += mean_by_bootstrap(series, block_length_for(series)).interval_at(0.05).contains(0) ? 1 : 0;
  }
  return count;
}

} // namespace

TEST_SUITE_BEGIN("monitor/statistics/block_bootstrap");

TEST_CASE("rows that have nothing in common mostly get the shortest blocks, the cube root of their number") {
  int shortest = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed)
    shortest += block_length_for(remembering(seed, 343, 0)) == 7 ? 1 : 0;
  CHECK(shortest > 180);
}

TEST_CASE("the length is the best one for a first-order process: cbrt(1.5 (2 r / (1 - r^2))^2 n)") {
  for (const double share : {0.3, 0.5, 0.7}) {
    constexpr std::size_t rows = 4000;
    const double ratio = 2 * share / (1 - share * share);
    const double best = std::cbrt(1.5 * ratio * ratio * rows);
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed)
      sum += static_cast<double>(block_length_for(remembering(seed, rows, share)));
    CHECK(sum / 50 == doctest::Approx(best).epsilon(0.2));
  }
}

TEST_CASE("a sample has as many rows as there are, in whole blocks") {
  for (const std::size_t block_length : {1, 3, 7, 60}) {
    block_resampler resampler(60, block_length, random_stream(7, "bootstrap"));
    std::vector<std::uint64_t> total(60);
    for (int i = 0; i < 6000; ++i) {
      const auto& times = resampler.draw();
      REQUIRE(std::accumulate(times.begin(), times.end(), 0U) == 60);
      for (std::size_t row = 0; row < 60; ++row)
        total[row] += times[row];
    }
    // Each row as often as any other: the circle has no ends.
    for (const auto times : total)
      CHECK(static_cast<double>(times) == doctest::Approx(6000).epsilon(0.08));
  }
}

TEST_CASE(
    "95 % intervals of the mean hold it in 95 % of series of independent rows, and nearly as often of rows "
    "that remember") {
  CHECK(held(60, 0) >= 930);
  CHECK(held(60, 0.3) >= 905);
  CHECK(held(300, 0.5) >= 915);
  CHECK(held(1000, 0.7) >= 915);
  // What resampling single rows would make of the last: it holds in less than two thirds.
  int alone = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed)
    alone += mean_by_bootstrap(remembering(seed, 1000, 0.7), 1).interval_at(0.05).contains(0) ? 1 : 0;
  CHECK(alone < 140);
}

TEST_CASE("short and flat series") {
  CHECK(block_length_for({}) == 1);
  CHECK(block_length_for(std::vector<double>(8, 1.0)) == 1);
  CHECK(block_length_for(std::vector<double>(100, 1.1)) == 5);
}

TEST_SUITE_END();
