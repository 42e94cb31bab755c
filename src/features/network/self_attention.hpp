#pragma once

#include "features/network/activations.hpp"
#include "features/network/compute/linear_step.hpp"
#include "features/network/weights/model_weights.hpp"

namespace simrun {

/// Multi-head self-attention over the time steps of each window, up to the attended values; the output
/// projection belongs to the layer after.
class self_attention {
public:
  /// Reads `convolved`, writes the first D columns of `attended_and_input`.
  self_attention(compute_context& context, const model_weights& weights, activations& memory,
                 std::size_t batch, std::size_t length);

  void run(const compute_context& context);

private:
  void attend_head(std::size_t window, std::size_t head) const;

  const model_shape& shape_;
  activations& memory_;
  std::size_t batch_;
  std::size_t length_;
  linear_step query_key_value_;
};

} // namespace simrun
