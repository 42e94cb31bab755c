#include "market/rolling.hpp"

#include "core/random.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <vector>

using namespace simrun;

namespace {

constexpr std::size_t length = 20;

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double x : values)
    sum += x;
  return sum / static_cast<double>(values.size());
}

double deviation_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double x : values)
    squares += (x - mean) * (x - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// The largest relative difference between the running statistics and those of each window by itself, over
/// windows that end in [first, end).
double drift(const std::vector<double>& values, std::size_t first, std::size_t end) {
  std::vector<double> mean(values.size());
  std::vector<double> deviation(values.size());
  rolling_mean(values, length, mean);
  rolling_deviation(values, length, deviation);
  double largest = 0;
  for (std::size_t i = first; i < end; ++i) {
    const auto window = std::span(values).subspan(i + 1 - length, length);
    largest = std::max(largest, std::abs(mean[i] / mean_of(window) - 1));
    largest = std::max(largest, std::abs(deviation[i] / deviation_of(window) - 1));
  }
  return largest;
}

std::vector<double> noise_about(double centre, std::size_t count) {
  random_stream random(7, "rolling");
  std::vector<double> values(count);
  for (auto& x : values)
    x = centre + random.uniform();
  return values;
}

} // namespace

TEST_SUITE_BEGIN("market/rolling");

TEST_CASE("a window that isn't full has no statistics") {
  std::vector<double> out(3, -1);
  rolling_mean(std::vector<double>{1, 2, 6}, 3, out);
  CHECK(out == std::vector<double>{0, 0, 3});
  rolling_deviation(std::vector<double>{1, 2, 3}, 3, out);
  CHECK(out == std::vector<double>{0, 0, 1});
  rolling_mean(std::vector<double>{1, 2, 6}, 4, out);
  CHECK(out == std::vector<double>{0, 0, 0});
}

TEST_CASE("long histories don't drift") {
  CHECK(drift(noise_about(100, 300'000), length, 300'000) < 1e-10);
}

TEST_CASE("an outlier leaves no trace once it is out of the window") {
  for (const double outlier : {1e6, 1e12, 1e20, 1e300}) {
    auto values = noise_about(1, 2000);
    values[500] = outlier;
    values[501] = -outlier;
    CHECK_MESSAGE(drift(values, 522, 2000) < 1e-9, outlier);
  }
}

TEST_CASE("equal values have exactly their mean and no deviation, whatever came before") {
  auto values = noise_about(1e6, 100);
  values.resize(200, 0.1);
  std::vector<double> out(values.size());
  rolling_mean(values, length, out);
  CHECK(out[119] == 0.1);
  CHECK(out[199] == 0.1);
  rolling_deviation(values, length, out);
  CHECK(out[119] == 0);
  CHECK(out[118] > 0);
}

TEST_SUITE_END();
