#include "features/network/kernels/product_kernels.hpp"

#include "core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace simrun;

namespace {

std::vector<float> random_values(std::size_t count, std::uint64_t seed) {
  random_stream random(seed, "values");
  std::vector<float> values(count);
  std::ranges::generate(values, [&] { return static_cast<float>(random.normal()); });
  return values;
}

/// What a product leaves alone.
constexpr float untouched = -77;

/// A product of these sizes, its left factor as it is or transposed, against plain loops.
void check_product(std::size_t rows, std::size_t columns, std::size_t depth, bool transposed) {
  CAPTURE(rows);
  CAPTURE(columns);
  CAPTURE(depth);
  CAPTURE(transposed);
  const auto left_row = transposed ? 1 : depth + 2, left_column = transposed ? rows + 3 : 1;
  const auto right_row = columns + 1, sums_row = columns + 5;
  const auto left = random_values(rows * left_row + depth * left_column, 1);
  const auto right = random_values(depth * right_row, 2);
  std::vector<float> sums(rows * sums_row, untouched);
  kernels::multiply({rows, columns, depth, left.data(), left_row, left_column, right.data(), right_row,
                     sums.data(), sums_row});
  double largest = 0;
  bool gaps_untouched = true;
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < sums_row; ++column) {
      const auto found = sums[row * sums_row + column];
      double expected = 0;
      for (std::size_t k = 0; column < columns && k < depth; ++k)
        expected += static_cast<double>(left[row * left_row + k * left_column]) *
                    static_cast<double>(right[k * right_row + column]);
      if (column < columns)
        largest = std::max(largest, std::abs(static_cast<double>(found) - expected));
      else
        gaps_untouched = gaps_untouched && found == untouched;
    }
  CHECK(largest < 1e-6 * static_cast<double>(depth + 10));
  CHECK(gaps_untouched);
}

} // namespace

TEST_SUITE_BEGIN("features/product_kernels");

TEST_CASE("a product of any sizes is what plain loops make of it") {
  for (const std::size_t rows : {1, 2, 3, 5, 8, 15, 17})
    for (const std::size_t columns : {1, 3, 4, 16, 31, 50, 129})
      for (const std::size_t depth : {1, 2, 5, 60})
        for (const bool transposed : {false, true})
          check_product(rows, columns, depth, transposed);
}

TEST_CASE("a transposed matrix has rows for columns, and what stands between its rows stays") {
  for (const std::size_t rows : {1, 3, 4, 7, 60})
    for (const std::size_t columns : {1, 4, 5, 32, 33}) {
      CAPTURE(rows);
      CAPTURE(columns);
      const auto from_row = columns + 3, to_row = rows + 2;
      const auto from = random_values(rows * from_row, 3);
      std::vector<float> to(columns * to_row, untouched);
      kernels::transpose(from.data(), from_row, rows, columns, to.data(), to_row);
      bool same = true;
      for (std::size_t column = 0; column < columns; ++column)
        for (std::size_t row = 0; row < to_row; ++row)
          same =
              same && to[column * to_row + row] == (row < rows ? from[row * from_row + column] : untouched);
      CHECK(same);
    }
}

TEST_CASE("the softmax of columns adds up to 1 in each, and keeps the ratios") {
  for (const std::size_t rows : {1, 2, 59, 300})
    for (const std::size_t columns : {1, 3, 16, 64, 70}) {
      CAPTURE(rows);
      CAPTURE(columns);
      const auto stride = columns + 1;
      const auto before = random_values(rows * stride, 4);
      auto after = before;
      kernels::softmax_columns(after.data(), rows, columns, stride);
      double largest = 0;
      for (std::size_t column = 0; column < columns; ++column) {
        double sum = 0;
        for (std::size_t row = 0; row < rows; ++row)
          sum += std::exp(static_cast<double>(before[row * stride + column]));
        for (std::size_t row = 0; row < rows; ++row) {
          const auto at = row * stride + column;
          largest = std::max(largest, std::abs(static_cast<double>(after[at]) -
                                               std::exp(static_cast<double>(before[at])) / sum));
        }
      }
      CHECK(largest < 1e-6);
    }
}

TEST_CASE("a NaN spoils the softmax of its own column only, and large values overflow nothing") {
  constexpr std::size_t rows = 5, columns = 20;
  std::vector<float> values(rows * columns, 1e30F);
  values[2 * columns + 7] = std::numeric_limits<float>::quiet_NaN();
  kernels::softmax_columns(values.data(), rows, columns, columns);
  for (std::size_t i = 0; i < values.size(); ++i) {
    CAPTURE(i);
    if (i % columns == 7)
      CHECK(std::isnan(values[i]));
    else
      CHECK(values[i] == doctest::Approx(0.2));
  }
}

TEST_SUITE_END();
