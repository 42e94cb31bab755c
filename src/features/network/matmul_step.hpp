#pragma once

#include "features/network/compute_context.hpp"

#include <cstddef>
#include <initializer_list>

namespace simrun {

/// Where the numbers of a matrix, or of a batch of them, lie. Nothing is owned; the last dimension is the
/// matrix's columns. Dimensions and strides count floats.
struct matrix_view {
  matrix_view(float* values, std::initializer_list<std::size_t> sizes,
              std::initializer_list<std::size_t> steps);
  /// `rows` x `columns`, rows `stride` apart.
  static matrix_view rows(float* values, std::size_t rows, std::size_t columns, std::size_t stride);
  /// The same, without a gap.
  static matrix_view rows(float* values, std::size_t rows, std::size_t columns);

  dnnl::memory::desc desc() const;

  float* data;
  dnnl::memory::dims dims;
  dnnl::memory::dims strides;
};

/// What happens to each sum once its bias is added.
enum class activation { none, relu };

/// One matrix product of fixed shape between fixed places, ready to run any number of times. Running it
/// allocates nothing on our side of the library.
class matmul_step {
public:
  /// destination = layer(source), with the layer's weights shared through the context. The layer must
  /// outlive the step.
  matmul_step() = default;

  matmul_step(compute_context& context, const linear_layer& layer, const matrix_view& source,
              const matrix_view& destination, activation after = activation::none);

  /// destination = left x right, for each matrix of a batch.
  matmul_step(compute_context& context, const matrix_view& left, const matrix_view& right,
              const matrix_view& destination);

  void run(const compute_context& context) const;

  /// Runs with the three matrices shifted by so many floats from where they were given.
  void run_at(const compute_context& context, std::size_t left, std::size_t right, std::size_t destination);

private:
  void bind(int argument, dnnl::memory memory);
  void bind_views(compute_context& context, const dnnl::matmul::primitive_desc& described,
                  const matrix_view& left, const matrix_view& destination);

  dnnl::matmul primitive_;
  std::vector<dnnl::memory> memories_; ///< owns what `arguments_` points to
  std::vector<dnnl_exec_arg_t> arguments_;
  float* left_ = nullptr;
  float* right_ = nullptr;
  float* destination_ = nullptr;
};

} // namespace simrun
