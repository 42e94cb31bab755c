#pragma once

#include "features/network/dropout.hpp"

namespace simrun {

/// Classification, regression with its uncertainty, and the ensemble, all from the last step's fused
/// features. Their first layers are one product.
class head_stage {
public:
  head_stage(compute_context& context, const model_weights& weights, activations& memory,
             std::shared_ptr<const dropout_masks> masks, std::size_t batch);

  void run(const compute_context& context, bool sample_dropout);

private:
  void activate_hidden() const;
  void finish() const;

  const model_weights& weights_;
  activations& memory_;
  std::size_t batch_;
  linear_step hidden_;
  linear_step classification_;
  linear_step regression_hidden_;
  linear_step regression_;
  linear_step ensemble_;
  dropout_stage dropout_;
};

} // namespace simrun
