#pragma once

#include "features/network/self_attention.hpp"

#include <span>

namespace simrun {

/// Parallel convolutions over time, self-attention with a projection of the raw input as residual, and the
/// projection to `cnn_features`. For one batch size and window length.
class cnn_stage {
public:
  cnn_stage(compute_context& context, const model_weights& weights, activations& memory, std::size_t batch,
            std::size_t length);

  /// `input` is [windows, channels, T], of at most `batch` windows.
  void run(const compute_context& context, std::span<const float> input);

private:
  const model_shape& shape_;
  activations& memory_;
  std::size_t length_;
  std::size_t kernel_max_;
  linear_step convolution_;
  self_attention attention_;
  linear_step projection_;
};

} // namespace simrun
