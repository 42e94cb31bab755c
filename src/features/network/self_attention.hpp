#pragma once

#include "features/network/activations.hpp"
#include "features/network/linear_step.hpp"
#include "features/network/matmul_step.hpp"
#include "features/network/model_weights.hpp"

namespace simrun {

/// Multi-head self-attention over the time steps of each window, up to the attended values; the output
/// projection belongs to the layer after. Windows go one at a time, so that the scores of all heads stay
/// in the cache and long windows need no more memory than one of them.
class self_attention {
public:
  /// Reads `convolved`, writes the first D columns of `attended_and_input`.
  self_attention(compute_context& context, const model_weights& weights, activations& memory,
                 std::size_t batch, std::size_t length);

  void run(const compute_context& context);

private:
  activations& memory_;
  std::size_t batch_;
  std::size_t length_;
  std::size_t heads_;
  std::size_t input_stride_;  ///< floats from window to window in query_key_value
  std::size_t output_stride_; ///< and in attended_and_input
  linear_step query_key_value_;
  matmul_step scores_;
  matmul_step weighted_values_;
};

} // namespace simrun
