#pragma once

#include "features/network/activations.hpp"
#include "features/network/attention.hpp"
#include "features/network/compute/linear_step.hpp"
#include "features/network/weights/model_weights.hpp"

namespace simrun {

/// The last step of one side attends to all steps of the other. With a single query the keys need not be
/// computed: each head's query is taken through the key weights once, and scored against the features
/// themselves; likewise the values are taken from the weighted mean of the features. So the heads of a window
/// are the queries of one attention.
class cross_attention {
public:
  /// `last_steps` is [B, width]; `steps` is [B, T, width], without gaps; `destination` is [B, F].
  cross_attention(compute_context& context, const model_shape& shape, const cross_attention_weights& weights,
                  activations& memory, const matrix_view& last_steps, const float* steps,
                  const matrix_view& destination, std::size_t length);

  void run(const compute_context& context);

private:
  void fold_queries() const;
  void attend_windows() const;
  void deliver_values() const;

  const cross_attention_weights& weights_;
  activations& memory_;
  std::size_t batch_;
  std::size_t length_;
  std::size_t fusion_;
  std::size_t heads_;
  std::size_t width_; ///< of a step
  const float* steps_;
  float_rows<float> destination_;
  linear_step query_;
};

} // namespace simrun
