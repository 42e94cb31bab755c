#pragma once

#include "features/network/network.hpp"

#include <span>
#include <vector>

namespace simrun {

struct named_stage {
  const char* name;
  std::span<const float> values;
};

/// All stages that are no draws, by the names of the reference network.
inline std::vector<named_stage> stages_of(const stage_outputs& o) {
  return {{"cnn_features", o.cnn_features},
          {"lstm_features", o.lstm_features},
          {"lstm_context", o.lstm_context},
          {"fused_features", o.fused_features},
          {"classification_probs", o.classification_probs},
          {"regression_mean", o.regression_mean},
          {"ensemble_classification", o.ensemble_classification},
          {"ensemble_regression", o.ensemble_regression},
          {"ensemble_weights", o.ensemble_weights}};
}

} // namespace simrun
