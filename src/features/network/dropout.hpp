#pragma once

#include "features/network/activations.hpp"
#include "features/network/compute/linear_step.hpp"
#include "features/network/weights/model_weights.hpp"

#include <cstdint>
#include <memory>

namespace simrun {

/// The factors of `dropout_samples` draws with dropout (p 0.3) after both hidden layers of the regression
/// head: 0, or 1 / (1 - p) for what stays. They are drawn once from the seed and used for every window, so
/// that the same window has the same uncertainty in any batch and on any worker.
struct dropout_masks {
  dropout_masks(const model_shape& shape, std::uint64_t seed);

  aligned_floats first;  ///< [samples, first hidden layer]
  aligned_floats second; ///< [samples, second hidden layer]
};

/// How far the regression's answers spread under dropout: the (sample) standard deviation of each target.
/// All samples of all windows go through the head as one batch.
class dropout_stage {
public:
  /// `hidden` holds the first layer's values after their ReLU, [B, first hidden layer].
  dropout_stage(compute_context& context, const model_weights& weights, activations& memory,
                std::shared_ptr<const dropout_masks> masks, const matrix_view& hidden);

  void run(const compute_context& context);

private:
  const model_shape& shape_;
  activations& memory_;
  std::shared_ptr<const dropout_masks> masks_;
  std::size_t batch_;
  const float* hidden_;
  std::size_t hidden_stride_;
  linear_step second_;
  linear_step sampled_;
};

} // namespace simrun
