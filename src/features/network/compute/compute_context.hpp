#pragma once

#include "features/network/compute/aligned_array.hpp"
#include "features/network/compute/packed_weights.hpp"
#include "features/network/compute/precision.hpp"

#include <cstdint>
#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

namespace simrun {

/// What the products of one worker share: the model's packed weights, how exactly they multiply, a stream,
/// and, since they run one after another, one block of scratchpad memory and one for their left factors in
/// bfloat16. Belongs to one thread at a time.
class compute_context {
public:
  compute_context(std::shared_ptr<packed_weights> weights, model_precision precision)
      : weights_(std::move(weights)), precision_(precision), stream_(weights_->engine()) {}

  const dnnl::engine& engine() const noexcept { return weights_->engine(); }
  const dnnl::stream& stream() const noexcept { return stream_; }
  packed_weights& weights() const noexcept { return *weights_; }
  model_precision precision() const noexcept { return precision_; }

  /// Memory for intermediate results of a primitive, and for a left factor. Both may be used once
  /// `allocate_shared` was called after.
  dnnl::memory scratchpad(const dnnl::memory::desc& desc) { return scratchpad_.share(engine(), desc); }
  dnnl::memory left_factor(const dnnl::memory::desc& desc) { return left_factor_.share(engine(), desc); }

  /// Makes the shared blocks large enough for all products known by now. Call it after creating some.
  void allocate_shared();

private:
  /// Memory that is used in turn.
  struct shared_block {
    dnnl::memory share(const dnnl::engine& engine, const dnnl::memory::desc& desc);
    void allocate();

    std::vector<dnnl::memory> users;
    std::size_t bytes = 0;
    aligned_floats values;
  };

  std::shared_ptr<packed_weights> weights_;
  model_precision precision_;
  dnnl::stream stream_;
  shared_block scratchpad_;
  shared_block left_factor_;
};

} // namespace simrun
