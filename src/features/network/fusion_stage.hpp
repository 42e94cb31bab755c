#pragma once

#include "features/network/cross_attention.hpp"

namespace simrun {

/// CNN attends to LSTM, LSTM attends to CNN, and two layers make one vector of both. Only the last time
/// step is delivered, so only it is computed.
class fusion_stage {
public:
  /// Reads `cnn_features` and `lstm_features`, writes `fused_features`.
  fusion_stage(compute_context& context, const model_weights& weights, activations& memory, std::size_t batch,
               std::size_t length);

  void run(const compute_context& context);

private:
  const model_weights& weights_;
  activations& memory_;
  std::size_t batch_;
  cross_attention cnn_to_lstm_;
  cross_attention lstm_to_cnn_;
  linear_step join_;
  linear_step last_;
};

} // namespace simrun
