#pragma once

#include "features/network/kernels/digit_kernels.hpp"

#include <cstddef>
#include <cstdint>

namespace simrun::kernels {

/// A tile of the matrix unit: 16 rows of 64 bytes as a left factor, 64 rows of 16 columns as a right one
/// (four rows side by side), 16 x 16 sums.
inline constexpr std::size_t tile_rows = 16;
inline constexpr std::size_t tile_columns = 16;
inline constexpr std::size_t tile_depth = 64;
inline constexpr std::size_t tile_bytes = 1024;

/// Deeper products could overflow the sums of the last digits: three products of at most 2^14 each.
inline constexpr std::size_t depth_max = 32'768;

constexpr std::size_t tiles_for(std::size_t count, std::size_t size) noexcept {
  return (count + size - 1) / size;
}

/// Asks the operating system for the use of the matrix unit (AMX with 8-bit integers) in this process. False
/// where there is none.
bool permit_tiles();

/// sums = left x right + bias, for floats split into digits. Column tiles of `right`, `right_units` and
/// `bias` come in pairs, the last one filled up with zeros.
struct tile_product {
  std::size_t rows;
  std::size_t columns;
  std::size_t depth;        ///< in tiles
  const std::int8_t* left;  ///< [row tiles][depth][digits], a tile each: [16 rows][64]
  const float* left_units;  ///< of each row
  const std::int8_t* right; ///< [column tiles][depth][digits], a tile each: [16 fours of rows][16 columns][4]
  const float* right_units; ///< of each column
  const float* bias;        ///< of each column
  bool relu;                ///< whether negative sums become zero
  float* sums;
  std::size_t sums_stride; ///< floats from row to row
};

/// How a row of a left factor is split, and where the row begins.
constexpr digit_layout left_layout{tile_depth, digits* tile_bytes, tile_bytes};
constexpr std::size_t left_row(std::size_t row, std::size_t depth) noexcept {
  return row / tile_rows * depth * digits * tile_bytes + row % tile_rows * tile_depth;
}

/// Only where `permit_tiles` said yes.
void multiply(const tile_product& product);

} // namespace simrun::kernels
