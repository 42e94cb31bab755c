#pragma once

#include <cstddef>

namespace simrun::kernels {

/// sums = left x right in 32-bit floats. Strides count floats; a row of `right` and of `sums` has no gaps.
struct float_product {
  std::size_t rows;
  std::size_t columns;
  std::size_t depth;
  const float* left; ///< [rows, depth]
  std::size_t left_row;
  std::size_t left_column; ///< 1, or something else for a left factor that lies transposed
  const float* right;      ///< [depth, columns]
  std::size_t right_row;
  float* sums; ///< [rows, columns]
  std::size_t sums_row;
};

/// For factors that are both computed, or used once: nothing is packed, so the right factor of one product
/// should fit the second-level cache.
void multiply(const float_product& product);

/// to[column][row] = from[row][column], with `from_row` and `to_row` floats from one row to the next.
void transpose(const float* from, std::size_t from_row, std::size_t rows, std::size_t columns, float* to,
               std::size_t to_row);

/// The softmax of each column of [rows, columns], in place; `stride` floats from row to row. A NaN that comes
/// in makes its column NaN, and no other.
void softmax_columns(float* values, std::size_t rows, std::size_t columns, std::size_t stride);

} // namespace simrun::kernels
