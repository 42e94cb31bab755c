#pragma once

#include "features/network/aligned_floats.hpp"
#include "features/network/packed_weights.hpp"

#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

namespace simrun {

/// What the primitives of one worker share: the model's packed weights, a stream, and one block of
/// scratchpad memory, since they run one after another. Belongs to one thread at a time.
class compute_context {
public:
  explicit compute_context(std::shared_ptr<packed_weights> weights)
      : weights_(std::move(weights)), stream_(weights_->engine()) {}

  const dnnl::engine& engine() const noexcept { return weights_->engine(); }
  const dnnl::stream& stream() const noexcept { return stream_; }
  packed_weights& weights() const noexcept { return *weights_; }

  /// Scratchpad memory for a primitive. It may be used once `allocate_scratchpad` was called after.
  dnnl::memory scratchpad(const dnnl::memory::desc& desc);

  /// Makes the shared block large enough for all primitives known by now. Call it after creating some.
  void allocate_scratchpad();

private:
  std::shared_ptr<packed_weights> weights_;
  dnnl::stream stream_;
  std::vector<dnnl::memory> scratchpads_;
  std::size_t scratchpad_bytes_ = 0;
  aligned_floats scratchpad_;
};

} // namespace simrun
