#pragma once

#include "core/random.hpp"
#include "features/network/weights/model_shape.hpp"

#include <vector>

namespace simrun {

/// A model that is quick to compute twice: every stage, odd sizes.
inline model_shape small_shape() {
  model_shape shape;
  shape.channels = 4;
  shape.sequence_length = 12;
  shape.filter_sizes = {3, 5};
  shape.filters = 6;
  shape.cnn_heads = 3;
  shape.hidden = 5;
  shape.layers = 2;
  shape.lstm_attention = 7;
  shape.fusion = 8;
  shape.fusion_heads = 2;
  shape.classification_hidden = 5;
  shape.regression_hidden = {6, 3};
  shape.ensemble = 2;
  shape.ensemble_hidden = 4;
  return shape;
}

/// `windows` of [channels, length], their values around 0.
inline std::vector<float> random_input(const model_shape& shape, std::size_t windows, std::size_t length,
                                       std::uint64_t seed = 1) {
  random_stream random(seed, "input");
  std::vector<float> input(windows * shape.channels * length);
  for (auto& value : input)
    value = static_cast<float>(random.normal());
  return input;
}

} // namespace simrun
