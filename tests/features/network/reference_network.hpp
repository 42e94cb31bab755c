#pragma once

#include "features/network/weights/model_shape.hpp"
#include "features/network/weights/safetensors.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace simrun {

/// Every stage of one window by its name, in f64: cnn_features, lstm_features, lstm_context, fused_features
/// (last step), classification_probs, regression_mean, ensemble_classification, ensemble_regression.
using reference_stages = std::map<std::string, std::vector<double>>;

/// The network written down a second time, layer by layer as the PyTorch model has them: simple loops,
/// nothing folded, nothing left out. `input` is [channels, time].
reference_stages reference_network(const tensor_file& file, const model_shape& shape,
                                   const std::vector<float>& input, std::size_t length);

} // namespace simrun
