#pragma once

#include "features/network/compute/aligned_array.hpp"
#include "features/network/weights/linear_layer.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

namespace simrun {

/// A layer as the right factor of a kernels::tile_product.
struct tiled_layer {
  aligned_bytes right;
  aligned_floats units;
  aligned_floats bias;
};

/// The weight matrices of a model in the memory formats its products ask for. Each is reordered once and
/// then shared, whatever the number of workers, batch sizes and window lengths. Any thread may ask; the
/// layers must outlive this.
class packed_weights {
public:
  packed_weights() : engine_(dnnl::engine::kind::cpu, 0) {}

  const dnnl::engine& engine() const noexcept { return engine_; }

  /// The weight of `layer` as the right factor of a product, as `wanted`: a descriptor of a matrix of
  /// [layer.in, layer.out] floats or bfloat16.
  dnnl::memory get(const linear_layer& layer, const dnnl::memory::desc& wanted);

  const tiled_layer& tiled(const linear_layer& layer);

  /// Recurrent weights in the order in which kernels::fused_step reads them.
  const float* fused(const linear_layer& layer);

private:
  struct reordered {
    dnnl::memory::desc wanted;
    dnnl::memory memory;
  };

  dnnl::memory reorder(const linear_layer& layer, const dnnl::memory::desc& wanted);

  dnnl::engine engine_;
  std::mutex mutex_;
  std::map<const linear_layer*, std::vector<reordered>> reordered_;
  std::map<const linear_layer*, tiled_layer> tiled_;
  std::map<const linear_layer*, aligned_floats> fused_;
};

} // namespace simrun
