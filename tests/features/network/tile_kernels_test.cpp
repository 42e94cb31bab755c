#include "features/network/compute/number_format.hpp"
#include "features/network/kernels/tile_kernels.hpp"

#include "differences.hpp"
#include "random_values.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace simrun;
using namespace simrun::kernels;

namespace {

bool has_tiles() {
  // The kernel's own rule of when it may be called.
  if (fastest_format(model_precision::f32, 1) == number_format::s8x6)
    return true;
  MESSAGE("no matrix unit here: skipped");
  return false;
}

/// A product of plain matrices: left is [rows, width], right [columns, width] as layers store it.
struct product_case {
  product_case(std::size_t row_count, std::size_t column_count, std::size_t depth_count, std::uint64_t seed)
      : rows(row_count),
        columns(column_count),
        // Odd, and in the last tile of the depth.
        width(depth_count * tile_depth - seed % (tile_depth - 1)),
        left(random_values(rows * width, seed, "left")),
        right(random_values(columns * width, seed, "right", 0.1)),
        bias(random_values(columns, seed, "bias")) {}

  std::size_t rows, columns, width;
  std::vector<float> left, right, bias;
  bool relu = false;
};

/// The right factor's digits in tiles, written down once more from the header's words.
std::vector<std::int8_t> right_tiles(const product_case& c, std::vector<float>& units) {
  const auto depth = tiles_for(c.width, tile_depth);
  const auto pairs = tiles_for(c.columns, 2 * tile_columns);
  std::vector<std::int8_t> tiles(2 * pairs * depth * digits * tile_bytes), row(digits * c.width);
  units.assign(2 * pairs * tile_columns, 0.0F);
  for (std::size_t column = 0; column < c.columns; ++column) {
    units[column] =
        split_digits(c.right.data() + column * c.width, c.width, {c.width, 0, c.width}, row.data());
    for (std::size_t k = 0; k < c.width; ++k)
      for (std::size_t digit = 0; digit < digits; ++digit) {
        const auto tile = (column / tile_columns * depth + k / tile_depth) * digits + digit;
        const auto four = k % tile_depth / 4;
        tiles[tile * tile_bytes + four * 64 + column % tile_columns * 4 + k % 4] = row[digit * c.width + k];
      }
  }
  return tiles;
}

constexpr float untouched = 12345;

/// [rows, columns + 1]: the kernel has to leave the last column alone.
std::vector<float> multiplied(const product_case& c) {
  const auto depth = tiles_for(c.width, tile_depth);
  std::vector<float> right_units, left_units(c.rows), sums(c.rows * (c.columns + 1), untouched);
  const auto right = right_tiles(c, right_units);
  // What stands past a row's width, and in rows past the last, must be of no effect.
  std::vector<std::int8_t> left(tiles_for(c.rows, tile_rows) * depth * digits * tile_bytes, 77);
  for (std::size_t row = 0; row < c.rows; ++row)
    left_units[row] =
        split_digits(c.left.data() + row * c.width, c.width, left_layout, left.data() + left_row(row, depth));
  auto bias = c.bias;
  bias.resize(right_units.size());
  multiply({c.rows, c.columns, depth, left.data(), left_units.data(), right.data(), right_units.data(),
            bias.data(), c.relu, sums.data(), c.columns + 1});
  return sums;
}

struct exact_sum {
  double value;
  double magnitude; ///< of its terms: the sum of |a| |b|, and the bias's
};

exact_sum sum_of(const product_case& c, std::size_t row, std::size_t column) {
  exact_sum sum{static_cast<double>(c.bias[column]), std::abs(static_cast<double>(c.bias[column]))};
  for (std::size_t k = 0; k < c.width; ++k) {
    const double term =
        static_cast<double>(c.left[row * c.width + k]) * static_cast<double>(c.right[column * c.width + k]);
    sum.value += term;
    sum.magnitude += std::abs(term);
  }
  if (c.relu)
    sum.value = std::max(sum.value, 0.0);
  return sum;
}

/// The largest error, relative to the sum of its terms' magnitudes; NaN where there is one.
double largest_error(const product_case& c) {
  const auto found = multiplied(c);
  double largest = 0;
  for (std::size_t row = 0; row < c.rows; ++row) {
    CHECK(found[row * (c.columns + 1) + c.columns] == untouched);
    for (std::size_t column = 0; column < c.columns; ++column) {
      const auto expected = sum_of(c, row, column);
      const double error =
          std::abs(static_cast<double>(found[row * (c.columns + 1) + column]) - expected.value) /
          expected.magnitude;
      keep_larger(largest, error);
    }
  }
  return largest;
}

} // namespace

TEST_SUITE_BEGIN("features/network/tile_kernels");

TEST_CASE("a product of digits is as exact as a sum of floats") {
  if (!has_tiles())
    return;
  double largest = 0;
  for (std::size_t rows = 1; rows <= 40; ++rows)
    for (std::size_t columns = 1; columns <= 70; columns += 1 + (rows + columns) % 5)
      for (std::size_t depth = 1; depth <= 4; ++depth) {
        product_case c(rows, columns, depth, rows * 1000 + columns * 10 + depth);
        c.relu = (rows + columns) % 2 == 0;
        CAPTURE(rows);
        CAPTURE(columns);
        CAPTURE(depth);
        const double error = largest_error(c);
        CHECK(error < 1e-6);
        keep_larger(largest, error);
      }
  MESSAGE("largest error, of the sum of |a| |b|: " << largest);
}

TEST_CASE("rows and columns of very different size keep their own precision") {
  if (!has_tiles())
    return;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    product_case c(5, 19, 2, seed);
    std::fill(c.bias.begin(), c.bias.end(), 0.0F);
    for (std::size_t i = 0; i < c.left.size(); ++i)
      c.left[i] *= std::pow(10.0F, 6 * static_cast<float>(i / c.width) - 12);
    for (std::size_t i = 0; i < c.right.size(); ++i)
      c.right[i] *= std::pow(10.0F, static_cast<float>(i / c.width) - 9);
    CHECK(largest_error(c) < 1e-6);
  }
}

TEST_CASE("a NaN or an infinity breaks its own row or column, with and without relu") {
  if (!has_tiles())
    return;
  for (const bool relu : {false, true})
    for (const float broken : {std::nanf(""), std::numeric_limits<float>::infinity()}) {
      product_case c(21, 37, 2, 3);
      c.relu = relu;
      c.left[18 * c.width + 70] = broken;
      c.right[35 * c.width + 3] = broken;
      const auto found = multiplied(c);
      for (std::size_t row = 0; row < c.rows; ++row)
        for (std::size_t column = 0; column < c.columns; ++column)
          CHECK(std::isnan(found[row * (c.columns + 1) + column]) == (row == 18 || column == 35));
    }
}

TEST_CASE("rows and columns of zeros leave the bias") {
  if (!has_tiles())
    return;
  product_case c(17, 33, 1, 9);
  std::fill_n(c.left.begin(), c.width, 0.0F);
  std::fill_n(c.right.begin(), c.width, 0.0F);
  const auto found = multiplied(c);
  for (std::size_t column = 0; column < c.columns; ++column)
    CHECK(found[column] == c.bias[column]);
  for (std::size_t row = 0; row < c.rows; ++row)
    CHECK(found[row * (c.columns + 1)] == c.bias[0]);
}

TEST_CASE("sums of the largest digits don't overflow for layers of thousands of inputs") {
  if (!has_tiles())
    return;
  product_case c(1, 1, 256, 62);
  // 127.5 / 127 is the digits 127, 127, 127: nothing sums up faster than equal signs of these.
  std::fill(c.left.begin(), c.left.end(), 127.0F + 127 / 256.0F + 127 / 65536.0F);
  std::fill(c.right.begin(), c.right.end(), -127.0F - 127 / 256.0F - 127 / 65536.0F);
  CHECK(largest_error(c) < 1e-6);
}

TEST_SUITE_END();
