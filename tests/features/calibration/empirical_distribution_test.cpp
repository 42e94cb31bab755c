#include "features/calibration/empirical_distribution.hpp"

#include "made_up_calibration.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("features/empirical_distribution");

TEST_CASE("each hundredth of the samples is kept as its mean, in order") {
  std::vector<duration> samples;
  for (int i = 300; i > 0; --i)
    samples.push_back(i * 1us);
  const auto d = empirical_distribution::of(samples);
  CHECK(d.count() == 300);
  CHECK(d.part_means()[0] == 2us);
  CHECK(d.part_means()[1] == 5us);
  CHECK(d.part_means()[99] == 299us);
  CHECK(d.mean() == 150500ns);
}

TEST_CASE("the mean is that of the samples, however many there are") {
  for (const int count : {1, 3, 99, 100, 101, 250}) {
    std::vector<duration> samples;
    duration sum{};
    for (int i = 0; i < count; ++i)
      sum += samples.emplace_back((i * 7919) % 1000 * 1us + 1ms);
    CAPTURE(count);
    CHECK(std::abs((empirical_distribution::of(samples).mean() - sum / count).count()) <= 1);
  }
}

TEST_CASE("one outlier weighs what it weighed among the samples") {
  std::vector<duration> samples(999, 2ms);
  samples.push_back(102ms);
  CHECK(empirical_distribution::of(samples).mean() == 2100us);
}

TEST_CASE("draws have the mean and the percentiles of the samples") {
  const auto d = fixture::rising(1ms, 10us);
  random_stream random(1, "service");
  constexpr int draws = 100'000;
  duration sum{};
  int below_p95 = 0;
  for (int i = 0; i < draws; ++i) {
    const auto drawn = d.draw(random);
    sum += drawn;
    below_p95 += drawn < d.at(0.95) ? 1 : 0;
  }
  // Uniform over a hundred steps of 10 us: a standard deviation of 289 us, and its error over all draws.
  CHECK(std::abs(in_milliseconds(sum / draws) - in_milliseconds(d.mean())) < 4 * 0.289 / std::sqrt(draws));
  CHECK(std::abs(below_p95 / double(draws) - 0.95) < 4 * std::sqrt(0.95 * 0.05 / draws));
}

TEST_CASE("a number from 0 to 1 falls into its hundredth") {
  const auto d = fixture::rising(0ns, 1ns);
  CHECK(d.at(0) == 0ns);
  CHECK(d.at(0.5) == 50ns);
  CHECK(d.at(0.999) == 99ns);
  CHECK(d.at(1) == 99ns);
}

TEST_CASE("parts are a hundred, ascending and not negative") {
  std::vector<duration> parts(100, 5ns);
  CHECK(empirical_distribution::from_parts(parts, 1));
  parts[0] = 6ns;
  CHECK_FALSE(empirical_distribution::from_parts(parts, 1));
  parts[0] = -1ns;
  CHECK_FALSE(empirical_distribution::from_parts(parts, 1));
  parts.pop_back();
  CHECK_FALSE(empirical_distribution::from_parts(parts, 1));
}

TEST_CASE("the rest of a time is never negative, and in order") {
  const auto rest = rest_of(fixture::rising(100ns, 1ns), fixture::rising(0ns, 2ns));
  CHECK(rest.part_means().front() == 1ns);
  CHECK(rest.part_means().back() == 100ns);
  CHECK(rest_of(fixture::always(5ns), fixture::always(7ns)).mean() == 0ns);
}

TEST_SUITE_END();
