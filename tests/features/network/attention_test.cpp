#include "features/network/attention.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace simrun;

namespace {

/// Rows with a gap after each.
struct random_rows {
  random_rows(std::size_t rows, std::size_t row_width, std::uint64_t seed)
      : width(row_width), stride(row_width + 3), values(rows * stride) {
    random_stream random(seed, "rows");
    for (auto& value : values)
      value = static_cast<float>(random.normal());
  }
  double at(std::size_t row, std::size_t column) const {
    return static_cast<double>(values[row * stride + column]);
  }
  float_rows<const float> view() const { return {values.data(), stride}; }

  std::size_t width;
  std::size_t stride;
  std::vector<float> values;
};

std::vector<double> shares_of(const random_rows& queries, std::size_t query, const random_rows& keys,
                              std::size_t steps) {
  std::vector<double> shares(steps);
  double sum = 0;
  for (std::size_t step = 0; step < steps; ++step) {
    for (std::size_t i = 0; i < queries.width; ++i)
      shares[step] += queries.at(query, i) * keys.at(step, i);
    sum += shares[step] = std::exp(shares[step]);
  }
  for (auto& share : shares)
    share /= sum;
  return shares;
}

void check_attention(std::size_t queries, std::size_t steps, std::size_t width, std::size_t value_width) {
  CAPTURE(queries);
  CAPTURE(steps);
  CAPTURE(width);
  CAPTURE(value_width);
  const random_rows query(queries, width, 1), key(steps, width, 2), value(steps, value_width, 3);
  random_rows output(queries, value_width, 4);
  // Whatever stands in the scratch memory has no effect.
  std::vector<float> scratch(attention_scratch(width, steps), NAN);
  attend({queries,
          steps,
          width,
          value_width,
          query.view(),
          key.view(),
          value.view(),
          {output.values.data(), output.stride}},
         scratch.data());
  double largest = 0;
  for (std::size_t q = 0; q < queries; ++q) {
    const auto shares = shares_of(query, q, key, steps);
    for (std::size_t i = 0; i < value_width; ++i) {
      double expected = 0;
      for (std::size_t step = 0; step < steps; ++step)
        expected += shares[step] * value.at(step, i);
      const auto difference = std::abs(output.at(q, i) - expected);
      largest = difference <= largest ? largest : difference;
    }
  }
  // Scores go to 20: floats that far from zero are 2e-6 apart.
  CHECK(largest < 1e-5);
}

} // namespace

TEST_SUITE_BEGIN("features/attention");

TEST_CASE("attention of any sizes is what plain loops make of it") {
  for (const std::size_t queries : {1, 8, 60, 64, 65, 150})
    for (const std::size_t steps : {1, 10, 61})
      for (const std::size_t width : {1, 5, 32})
        for (const std::size_t value_width : {1, 7, 48})
          check_attention(queries, steps, width, value_width);
}

TEST_CASE("attention over the longest window is what plain loops make of it") {
  check_attention(3, 4096, 9, 5);
}

TEST_SUITE_END();
