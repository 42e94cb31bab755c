#pragma once

#include "features/network/compute/precision.hpp"
#include "onnx_layers.hpp"

#include <vector>

namespace simrun {

// Single layers through what the network is made of: folded weights, products and kernels.

/// The states of all steps, [batch, length, directions x hidden].
std::vector<float> run_lstm(const plain_lstm& lstm, model_precision precision = model_precision::f32);

/// The sums of all filters at all steps, [batch, length, filters].
std::vector<float> run_convolution(const same_convolution& convolution);

} // namespace simrun
