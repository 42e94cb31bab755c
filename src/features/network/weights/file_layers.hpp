#pragma once

#include "features/network/weights/model_weights.hpp"

#include <string>

namespace simrun {

/// Layers by their PyTorch names, from a file whose tensors have been checked.
const std::vector<float>& values_of(const tensor_file& file, const std::string& name);
linear_layer linear_of(const tensor_file& file, const std::string& name);
layer_norm_weights norm_of(const tensor_file& file, const std::string& name);

/// What the products of queries and keys are multiplied by: 1 / sqrt(width of a head).
float attention_scale(std::size_t width, std::size_t heads);

} // namespace simrun
