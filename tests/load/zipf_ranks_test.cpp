#include "load/zipf_ranks.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace simrun;

TEST_SUITE_BEGIN("load/zipf_ranks");

TEST_CASE("ranks come as often as Zipf's law says") {
  constexpr int draws = 400'000;
  for (const double exponent : {0.0, 0.5, 1.0, 1.000001, 1.5, 3.0})
    for (const std::uint64_t count : {1U, 2U, 10U, 300U}) {
      CAPTURE(exponent);
      CAPTURE(count);
      const zipf_ranks ranks(count, exponent);
      random_stream random(count, "zipf");
      std::vector<double> drawn(count);
      for (int i = 0; i < draws; ++i)
        ++drawn.at(ranks.draw(random));
      double sum = 0;
      for (std::uint64_t k = 1; k <= count; ++k)
        sum += std::pow(k, -exponent);
      // Pearson's chi-square: its mean is count - 1, its variance twice that. Ranks that hardly come are one.
      double chi_square = 0;
      double rest = 0;
      double rest_drawn = 0;
      double cells = 0;
      for (std::uint64_t k = 1; k <= count; ++k) {
        const double expected = draws * std::pow(k, -exponent) / sum;
        if (expected < 20) {
          rest += expected;
          rest_drawn += drawn[k - 1];
          continue;
        }
        chi_square += (drawn[k - 1] - expected) * (drawn[k - 1] - expected) / expected;
        ++cells;
      }
      if (rest > 5) {
        chi_square += (rest_drawn - rest) * (rest_drawn - rest) / rest;
        ++cells;
      }
      CHECK(chi_square <= cells - 1 + 5 * std::sqrt(2 * cells));
    }
}

TEST_CASE("the limits stay within their range") {
  random_stream random(1, "zipf");
  for (const double exponent : {0.0, 1.0, zipf_ranks::exponent_max}) {
    const zipf_ranks ranks(100'000'000'000, exponent);
    for (int i = 0; i < 10'000; ++i)
      CHECK(ranks.draw(random) < 100'000'000'000);
  }
}

TEST_SUITE_END();
