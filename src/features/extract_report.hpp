#pragma once

#include "features/network/compute/precision.hpp"
#include "features/network/weights/model_weights.hpp"
#include "features/network/weights/safetensors.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace simrun {

/// Runs the network on the tensor `input` [batch, channels, time] as it is (nothing is standardised) and
/// returns every stage under its name: cnn_features, lstm_features, lstm_context, fused_features (of the
/// last step), classification_probs, regression_mean, ensemble_classification, ensemble_regression,
/// ensemble_weights and regression_uncertainty.
result<std::vector<named_tensor>> extract_stages(std::shared_ptr<const model_weights> weights,
                                                 const tensor_file& file,
                                                 model_precision precision = model_precision::f32);

struct stage_difference {
  std::string name;
  double largest = 0; ///< of all values, absolute
};

/// How far each stage lies from the tensor of the same name in `expected`; stages that are not there are
/// left out, and so is the uncertainty, which is drawn. `expected` may hold fused_features of all steps.
result<std::vector<stage_difference>> compare_stages(std::span<const named_tensor> stages,
                                                     const tensor_file& expected);

} // namespace simrun
