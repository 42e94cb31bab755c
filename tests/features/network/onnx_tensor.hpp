#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

/// Integers are small here and are kept as floats.
struct onnx_tensor {
  std::vector<std::size_t> shape;
  std::vector<float> values;
};

/// A TensorProto, and the name it gives itself, which may be empty. Throws std::runtime_error.
std::pair<std::string, onnx_tensor> parse_onnx_tensor(std::string_view message);

} // namespace simrun
