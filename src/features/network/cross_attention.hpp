#pragma once

#include "features/network/activations.hpp"
#include "features/network/linear_step.hpp"
#include "features/network/matmul_step.hpp"
#include "features/network/model_weights.hpp"

namespace simrun {

/// The last step of one side attends to all steps of the other. With a single query the keys need not be
/// computed: each head's query is taken through the key weights once, and scored against the features
/// themselves; likewise the values are taken from the weighted mean of the features.
class cross_attention {
public:
  /// `last_steps` is [B, width]; `steps` is [B, T, width], without gaps; `destination` is [B, F].
  cross_attention(compute_context& context, const model_shape& shape, const cross_attention_weights& weights,
                  activations& memory, const matrix_view& last_steps, float* steps,
                  const matrix_view& destination, std::size_t length);

  void run(const compute_context& context);

private:
  activations& memory_;
  std::size_t score_rows_;
  std::size_t length_;
  linear_step query_;
  matmul_step folded_query_;
  matmul_step scores_;
  matmul_step weighted_steps_;
  matmul_step values_;
};

} // namespace simrun
