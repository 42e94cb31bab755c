#pragma once

#include "features/network/compute/compute_context.hpp"
#include "features/network/compute/matmul_call.hpp"
#include "features/network/compute/matrix_view.hpp"
#include "features/network/compute/number_format.hpp"
#include "features/network/kernels/tile_kernels.hpp"

namespace simrun {

/// What happens to each sum once its bias is added.
enum class activation { none, relu };

/// destination = layer(source) for so many rows, in the fastest number format of the context's precision,
/// with the layer's packed weights shared through the context. The layer must outlive the step.
class linear_step {
public:
  linear_step(compute_context& context, const linear_layer& layer, const matrix_view& source,
              const matrix_view& destination, activation after = activation::none);

  void run(const compute_context& context) { run_from(context, source_); }
  /// With rows that lie elsewhere, as far apart as those of `source`.
  void run_from(const compute_context& context, const float* source);

private:
  void prepare_call(compute_context& context, const linear_layer& layer, const matrix_view& source,
                    const matrix_view& destination);
  void prepare_tiles(compute_context& context, const linear_layer& layer, const matrix_view& destination);
  void run_call(const compute_context& context, const float* source);
  void run_tiles(const float* source);

  number_format format_;
  activation after_;
  std::size_t rows_;
  std::size_t width_;
  std::size_t stride_;
  float* source_;
  dnnl::memory left_;             ///< the rows as bfloat16 or digits
  matmul_call call_;              ///< by the compute library: f32 and bf16
  kernels::tile_product tiles_{}; ///< by a kernel of ours: s8x6
};

} // namespace simrun
