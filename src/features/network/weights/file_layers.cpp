#include "features/network/weights/file_layers.hpp"

#include <cmath>

namespace simrun {

const std::vector<float>& values_of(const tensor_file& file, const std::string& name) {
  return file.find(name)->values;
}

linear_layer linear_of(const tensor_file& file, const std::string& name) {
  const auto& weight = *file.find(name + ".weight");
  const auto* bias = file.find(name + ".bias");
  return {weight.shape[1], weight.shape[0], weight.values, bias ? bias->values : std::vector<float>{}};
}

layer_norm_weights norm_of(const tensor_file& file, const std::string& name) {
  return {values_of(file, name + ".weight"), values_of(file, name + ".bias")};
}

float attention_scale(std::size_t width, std::size_t heads) {
  return static_cast<float>(1.0 / std::sqrt(static_cast<double>(width / heads)));
}

} // namespace simrun
