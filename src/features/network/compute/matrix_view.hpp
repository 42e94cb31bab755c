#pragma once

#include <cstddef>
#include <initializer_list>
#include <oneapi/dnnl/dnnl.hpp>

namespace simrun {

/// Where the numbers of a matrix, or of a batch of them, lie. Nothing is owned; the last dimension is the
/// matrix's columns. Dimensions and strides count floats.
struct matrix_view {
  matrix_view(float* values, std::initializer_list<std::size_t> sizes,
              std::initializer_list<std::size_t> steps)
      : data(values), dims(sizes.begin(), sizes.end()), strides(steps.begin(), steps.end()) {}

  /// `rows` x `columns`, rows `stride` apart.
  static matrix_view rows(float* values, std::size_t rows, std::size_t columns, std::size_t stride) {
    return {values, {rows, columns}, {stride, 1}};
  }
  /// The same, without a gap.
  static matrix_view rows(float* values, std::size_t rows, std::size_t columns) {
    return matrix_view::rows(values, rows, columns, columns);
  }

  dnnl::memory::desc desc() const { return {dims, dnnl::memory::data_type::f32, strides}; }

  float* data;
  dnnl::memory::dims dims;
  dnnl::memory::dims strides;
};

} // namespace simrun
