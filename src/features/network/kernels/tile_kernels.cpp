#include "features/network/kernels/tile_kernels.hpp"

#ifdef __x86_64__

#include <algorithm>
#include <array>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

// GCC 12 warns of its own AVX-512 header, which leaves a vector undefined on purpose.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
// Highway has no matrix unit, and the compute library can't combine products of digits: hence intrinsics.
// Where there are tiles, there is AVX-512.
#define SIMRUN_TILES __attribute__((target("amx-tile,amx-int8,avx512f")))

namespace simrun::kernels {

namespace {

/// Tiles 0 to 2 and 3 to 5 sum the products of digits of two columns of tiles: those of weight 1, 1 / 2^8 and
/// 1 / 2^16. Left factors pass through tile 6, right ones through 7.
constexpr std::size_t sums_of_tile = tile_rows * tile_columns;
using tile_sums = std::array<std::int32_t, 6 * sums_of_tile>;

/// Eight tiles of whole size, or of `rows` rows where a product has fewer: time goes with the left factor's
/// rows.
struct alignas(64) tile_config {
  explicit tile_config(std::size_t rows) {
    std::fill_n(bytes_per_row.begin(), 8, std::uint16_t{64});
    std::fill_n(row_count.begin(), 7, static_cast<std::uint8_t>(std::min(rows, tile_rows)));
    row_count[7] = tile_rows;
  }

  std::uint8_t palette = 1;
  std::uint8_t start_row = 0;
  std::array<std::uint8_t, 14> reserved{};
  std::array<std::uint16_t, 16> bytes_per_row{};
  std::array<std::uint8_t, 16> row_count{};
};
static_assert(sizeof(tile_config) == 64);

/// The sums of one row of tiles and two columns of them. The order keeps the sums of one tile apart: each
/// takes the unit some fifty cycles.
SIMRUN_TILES void multiply_digits(const std::int8_t* left, const std::int8_t* right, std::size_t depth,
                                  std::int32_t* sums) {
  const auto* near = right;
  const auto* far = right + depth * digits * tile_bytes;
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  _tile_zero(4);
  _tile_zero(5);
  for (std::size_t k = 0; k < depth; ++k) {
    const auto at = k * digits * tile_bytes;
    _tile_loadd(6, left + at, tile_depth);
    _tile_loadd(7, near + at, tile_depth);
    _tile_dpbssd(0, 6, 7);
    _tile_loadd(7, far + at, tile_depth);
    _tile_dpbssd(3, 6, 7);
    _tile_loadd(7, near + at + tile_bytes, tile_depth);
    _tile_dpbssd(1, 6, 7);
    _tile_loadd(7, far + at + tile_bytes, tile_depth);
    _tile_dpbssd(4, 6, 7);
    _tile_loadd(7, near + at + 2 * tile_bytes, tile_depth);
    _tile_dpbssd(2, 6, 7);
    _tile_loadd(7, far + at + 2 * tile_bytes, tile_depth);
    _tile_dpbssd(5, 6, 7);
    _tile_loadd(6, left + at + tile_bytes, tile_depth);
    _tile_loadd(7, near + at, tile_depth);
    _tile_dpbssd(1, 6, 7);
    _tile_loadd(7, far + at, tile_depth);
    _tile_dpbssd(4, 6, 7);
    _tile_loadd(7, near + at + tile_bytes, tile_depth);
    _tile_dpbssd(2, 6, 7);
    _tile_loadd(7, far + at + tile_bytes, tile_depth);
    _tile_dpbssd(5, 6, 7);
    _tile_loadd(6, left + at + 2 * tile_bytes, tile_depth);
    _tile_loadd(7, near + at, tile_depth);
    _tile_dpbssd(2, 6, 7);
    _tile_loadd(7, far + at, tile_depth);
    _tile_dpbssd(5, 6, 7);
  }
  constexpr std::size_t stride = tile_columns * sizeof(std::int32_t);
  _tile_stored(0, sums, stride);
  _tile_stored(1, sums + sums_of_tile, stride);
  _tile_stored(2, sums + 2 * sums_of_tile, stride);
  _tile_stored(3, sums + 3 * sums_of_tile, stride);
  _tile_stored(4, sums + 4 * sums_of_tile, stride);
  _tile_stored(5, sums + 5 * sums_of_tile, stride);
}

/// Floats from the sums of one tile of columns, for the product's rows and columns from (row, column) on.
SIMRUN_TILES void deliver(const tile_product& p, std::size_t row, std::size_t column,
                          const std::int32_t* sums) {
  const auto columns = std::min(tile_columns, p.columns - column);
  const auto mask = static_cast<__mmask16>((1U << columns) - 1);
  const __m512 units = _mm512_loadu_ps(p.right_units + column), bias = _mm512_loadu_ps(p.bias + column);
  const __m512 second = _mm512_set1_ps(1 / 256.0F), third = _mm512_set1_ps(1 / 65536.0F);
  const __m512 least = p.relu ? _mm512_setzero_ps() : _mm512_set1_ps(-__builtin_inff());
  const auto last = std::min(p.rows, row + tile_rows);
  for (; row < last; ++row, sums += tile_columns) {
    const __m512 high = _mm512_cvtepi32_ps(_mm512_loadu_si512(sums));
    const __m512 middle = _mm512_cvtepi32_ps(_mm512_loadu_si512(sums + sums_of_tile));
    const __m512 low = _mm512_cvtepi32_ps(_mm512_loadu_si512(sums + 2 * sums_of_tile));
    const __m512 number = _mm512_fmadd_ps(low, third, _mm512_fmadd_ps(middle, second, high));
    const __m512 unit = _mm512_mul_ps(units, _mm512_set1_ps(p.left_units[row]));
    // The maximum's second operand is what it keeps of a NaN.
    const __m512 sum = _mm512_max_ps(least, _mm512_fmadd_ps(number, unit, bias));
    _mm512_mask_storeu_ps(p.sums + row * p.sums_stride + column, mask, sum);
  }
}

SIMRUN_TILES void multiply_all(const tile_product& p) {
  const tile_config config(p.rows);
  // GCC takes the instruction to read 8 bytes only, and leaves out the stores of the others.
  asm volatile("" : : "r"(&config) : "memory");
  _tile_loadconfig(&config);
  alignas(64) tile_sums sums;
  const auto tile_stride = p.depth * digits * tile_bytes;
  // Columns outside: a pair of columns' weights comes from afar and stays in the first-level cache.
  for (std::size_t column = 0; column < p.columns; column += 2 * tile_columns)
    for (std::size_t row = 0; row < p.rows; row += tile_rows) {
      multiply_digits(p.left + row / tile_rows * tile_stride, p.right + column / tile_columns * tile_stride,
                      p.depth, sums.data());
      deliver(p, row, column, sums.data());
      if (column + tile_columns < p.columns)
        deliver(p, row, column + tile_columns, sums.data() + 3 * sums_of_tile);
    }
  _tile_release();
}

} // namespace

bool permit_tiles() {
  constexpr long request_permission = 0x1023, tile_data = 18; // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA
  return syscall(SYS_arch_prctl, request_permission, tile_data) == 0;
}

void multiply(const tile_product& product) {
  multiply_all(product);
}

} // namespace simrun::kernels

#else

namespace simrun::kernels {

bool permit_tiles() {
  return false;
}

void multiply(const tile_product&) {}

} // namespace simrun::kernels

#endif
