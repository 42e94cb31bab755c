#pragma once

#include "features/network/weights/model_weights.hpp"

#include <memory>

namespace simrun {

/// Small enough to run hundreds of in no time, with every stage of the real one and its 15 columns.
inline std::shared_ptr<const model_weights> tiny_weights() {
  static const auto weights = [] {
    model_shape shape;
    shape.filter_sizes = {3, 5};
    shape.filters = 8;
    shape.cnn_heads = 2;
    shape.hidden = 8;
    shape.layers = 2;
    shape.lstm_attention = 8;
    shape.fusion = 16;
    shape.fusion_heads = 2;
    shape.classification_hidden = 8;
    shape.regression_hidden = {8, 4};
    shape.ensemble_hidden = 8;
    return random_weights(1, shape);
  }();
  return weights;
}

} // namespace simrun
