#pragma once

#include "features/network/recurrence.hpp"

#include <stop_token>
#include <vector>

namespace simrun {

/// The LSTM layers with their layer norms and residuals, and the attention over time that makes the
/// context. What the input makes of the gates is one product for all steps and directions; only what the
/// last state makes of them is left for each step.
class lstm_stage {
public:
  /// Reads `cnn_features`.
  lstm_stage(compute_context& context, const model_weights& weights, activations& memory, std::size_t batch,
             std::size_t length);

  /// Leaves off between layers when `stop` is requested.
  void run(const compute_context& context, const std::stop_token& stop);

private:
  struct layer_steps {
    linear_step input;
    std::vector<recurrence> directions;
  };

  void normalise(std::size_t layer);
  void attend(const compute_context& context);
  void weigh_steps(std::size_t window) const;

  const model_weights& weights_;
  activations& memory_;
  std::size_t batch_;
  std::size_t length_;
  std::vector<layer_steps> layers_;
  linear_step attention_;
};

} // namespace simrun
