#include "features/network/kernels/product_kernels.hpp"

// Highway compiles what follows once per instruction set and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "features/network/kernels/product_kernels.cpp"
#include <hwy/foreach_target.h>

#include "features/network/kernels/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace simrun::kernels::HWY_NAMESPACE {

/// Rows whose sums, two vectors each, stay in registers beside the factors.
constexpr std::size_t block_rows = HWY_TARGET <= HWY_AVX3 ? 8 : 4;

/// The sums of some rows and vectors of columns. `Parts` sums for each, over every so-manieth step of the
/// depth, keep the adders busy where there are few of them.
template <std::size_t Rows, std::size_t Vectors, std::size_t Parts, class Tag>
HWY_INLINE void sum_block(const float_product& p, std::size_t row, std::size_t column, Tag tag) {
  hn::Vec<Tag> sums[Parts][Rows][Vectors];
  for (auto& part : sums)
    for (auto& of_row : part)
      for (auto& sum : of_row)
        sum = hn::Zero(tag);
  const auto* left = p.left + row * p.left_row;
  const auto* right = p.right + column;
  const auto add_step = [&](std::size_t k, hn::Vec<Tag>(&to)[Rows][Vectors]) HWY_ATTR {
    hn::Vec<Tag> factors[Vectors];
    for (std::size_t v = 0; v < Vectors; ++v)
      factors[v] = hn::LoadU(tag, right + k * p.right_row + v * hn::Lanes(tag));
    for (std::size_t r = 0; r < Rows; ++r) {
      const auto factor = hn::Set(tag, left[r * p.left_row + k * p.left_column]);
      for (std::size_t v = 0; v < Vectors; ++v)
        to[r][v] = hn::MulAdd(factors[v], factor, to[r][v]);
    }
  };
  std::size_t k = 0;
  for (; k + Parts <= p.depth; k += Parts)
    for (std::size_t part = 0; part < Parts; ++part)
      add_step(k + part, sums[part]);
  for (; k < p.depth; ++k)
    add_step(k, sums[0]);
  for (std::size_t r = 0; r < Rows; ++r)
    for (std::size_t v = 0; v < Vectors; ++v) {
      auto sum = sums[0][r][v];
      for (std::size_t part = 1; part < Parts; ++part)
        sum = hn::Add(sum, sums[part][r][v]);
      hn::StoreU(sum, tag, p.sums + (row + r) * p.sums_row + column + v * hn::Lanes(tag));
    }
}

/// As many columns from `column` on as blocks of this size fill.
template <std::size_t Rows, std::size_t Vectors, class Tag>
HWY_INLINE void sum_columns(const float_product& p, std::size_t row, std::size_t& column, Tag tag) {
  constexpr std::size_t parts = Rows * Vectors >= 8 ? 1 : 4 / Rows > 0 ? 4 / Rows : 1;
  for (; column + Vectors * hn::Lanes(tag) <= p.columns; column += Vectors * hn::Lanes(tag))
    sum_block<Rows, Vectors, parts>(p, row, column, tag);
}

/// All columns of some rows: in whole vectors, then what is left in fours and one by one.
template <std::size_t Rows>
HWY_INLINE void sum_rows(const float_product& p, std::size_t row) {
  constexpr hn::ScalableTag<float> whole;
  std::size_t column = 0;
  if constexpr (Rows == 1)
    sum_columns<1, 8>(p, row, column, whole);
  sum_columns<Rows, 2>(p, row, column, whole);
  sum_columns<Rows, 1>(p, row, column, whole);
  sum_columns<Rows, 1>(p, row, column, hn::CappedTag<float, 4>());
  sum_columns<Rows, 1>(p, row, column, hn::CappedTag<float, 1>());
}

void multiply_floats(const float_product& p) {
  std::size_t row = 0;
  for (; row + block_rows <= p.rows; row += block_rows)
    sum_rows<block_rows>(p, row);
  if constexpr (block_rows > 4)
    for (; row + 4 <= p.rows; row += 4)
      sum_rows<4>(p, row);
  for (; row + 2 <= p.rows; row += 2)
    sum_rows<2>(p, row);
  for (; row < p.rows; ++row)
    sum_rows<1>(p, row);
}

/// Four rows of four columns in registers.
HWY_INLINE void transpose_four(const float* from, std::size_t from_row, float* to, std::size_t to_row) {
#if HWY_TARGET == HWY_SCALAR
  for (std::size_t row = 0; row < 4; ++row)
    for (std::size_t column = 0; column < 4; ++column)
      to[column * to_row + row] = from[row * from_row + column];
#else
  constexpr hn::FixedTag<float, 4> four;
  constexpr hn::FixedTag<double, 2> pairs;
  const auto a = hn::LoadU(four, from), b = hn::LoadU(four, from + from_row),
             c = hn::LoadU(four, from + 2 * from_row), d = hn::LoadU(four, from + 3 * from_row);
  const auto a_b = hn::BitCast(pairs, hn::InterleaveLower(four, a, b)),
             c_d = hn::BitCast(pairs, hn::InterleaveLower(four, c, d)),
             a_b_upper = hn::BitCast(pairs, hn::InterleaveUpper(four, a, b)),
             c_d_upper = hn::BitCast(pairs, hn::InterleaveUpper(four, c, d));
  hn::StoreU(hn::BitCast(four, hn::InterleaveLower(pairs, a_b, c_d)), four, to);
  hn::StoreU(hn::BitCast(four, hn::InterleaveUpper(pairs, a_b, c_d)), four, to + to_row);
  hn::StoreU(hn::BitCast(four, hn::InterleaveLower(pairs, a_b_upper, c_d_upper)), four, to + 2 * to_row);
  hn::StoreU(hn::BitCast(four, hn::InterleaveUpper(pairs, a_b_upper, c_d_upper)), four, to + 3 * to_row);
#endif
}

void transpose_floats(const float* from, std::size_t from_row, std::size_t rows, std::size_t columns,
                      float* to, std::size_t to_row) {
  const auto whole_rows = rows / 4 * 4, whole_columns = columns / 4 * 4;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % 4 == 0 && row < whole_rows)
      for (std::size_t column = 0; column < whole_columns; column += 4)
        transpose_four(from + row * from_row + column, from_row, to + column * to_row + row, to_row);
    for (std::size_t column = row < whole_rows ? whole_columns : 0; column < columns; ++column)
      to[column * to_row + row] = from[row * from_row + column];
  }
}

template <std::size_t Vectors, class Tag>
HWY_INLINE void softmax_vectors(float* values, std::size_t rows, std::size_t stride, Tag tag) {
  const auto lanes = hn::Lanes(tag);
  hn::Vec<Tag> top[Vectors], sum[Vectors];
  for (std::size_t v = 0; v < Vectors; ++v) {
    top[v] = hn::LoadU(tag, values + v * lanes);
    sum[v] = hn::Zero(tag);
  }
  for (std::size_t row = 1; row < rows; ++row)
    for (std::size_t v = 0; v < Vectors; ++v)
      top[v] = hn::Max(top[v], hn::LoadU(tag, values + row * stride + v * lanes));
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t v = 0; v < Vectors; ++v) {
      auto* place = values + row * stride + v * lanes;
      const auto power = exponential(tag, hn::Sub(hn::LoadU(tag, place), top[v]));
      sum[v] = hn::Add(sum[v], power);
      hn::StoreU(power, tag, place);
    }
  for (std::size_t v = 0; v < Vectors; ++v)
    sum[v] = hn::Div(hn::Set(tag, 1.0F), sum[v]);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t v = 0; v < Vectors; ++v) {
      auto* place = values + row * stride + v * lanes;
      hn::StoreU(hn::Mul(hn::LoadU(tag, place), sum[v]), tag, place);
    }
}

void softmax_of_columns(float* values, std::size_t rows, std::size_t columns, std::size_t stride) {
  constexpr hn::ScalableTag<float> whole;
  std::size_t column = 0;
  for (; column + 4 * hn::Lanes(whole) <= columns; column += 4 * hn::Lanes(whole))
    softmax_vectors<4>(values + column, rows, stride, whole);
  for_each_vector(columns - column, [=](auto tag, std::size_t i) HWY_ATTR {
    softmax_vectors<1>(values + column + i, rows, stride, tag);
  });
}

} // namespace simrun::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace simrun::kernels {

HWY_EXPORT(multiply_floats);
HWY_EXPORT(transpose_floats);
HWY_EXPORT(softmax_of_columns);

void multiply(const float_product& product) {
  HWY_DYNAMIC_DISPATCH(multiply_floats)(product);
}

void transpose(const float* from, std::size_t from_row, std::size_t rows, std::size_t columns, float* to,
               std::size_t to_row) {
  HWY_DYNAMIC_DISPATCH(transpose_floats)(from, from_row, rows, columns, to, to_row);
}

void softmax_columns(float* values, std::size_t rows, std::size_t columns, std::size_t stride) {
  HWY_DYNAMIC_DISPATCH(softmax_of_columns)(values, rows, columns, stride);
}

} // namespace simrun::kernels
#endif
