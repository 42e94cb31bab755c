#pragma once

#include "features/network/linear_layer.hpp"

#include <map>
#include <mutex>
#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

namespace simrun {

/// The weight matrices of a model in the memory formats its primitives ask for. Each is reordered once and
/// then shared, whatever the number of workers, batch sizes and window lengths. Any thread may ask.
class packed_weights {
public:
  packed_weights() : engine_(dnnl::engine::kind::cpu, 0) {}

  const dnnl::engine& engine() const noexcept { return engine_; }

  /// The weight of `layer`, which must outlive this, as `wanted`: a descriptor of an [in, out] matrix.
  dnnl::memory get(const linear_layer& layer, const dnnl::memory::desc& wanted);

private:
  dnnl::engine engine_;
  std::mutex mutex_;
  std::map<const linear_layer*, std::vector<dnnl::memory>> packs_;
};

} // namespace simrun
