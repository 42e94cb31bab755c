#pragma once

#include "onnx_tensor.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// One conformance test of the ONNX backend suite: a model of a single node, what goes in, what must come
/// out. An optional input or output that the node leaves out has the name "".
struct onnx_vector {
  std::string name; ///< of its folder, such as "test_lstm_defaults"
  std::string operation;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::map<std::string, std::vector<std::int64_t>> attributes;
  std::map<std::string, onnx_tensor> tensors; ///< by the names in `inputs` and `outputs`

  /// An input or output by its place, or nullptr where the node leaves it out.
  const onnx_tensor* input(std::size_t place) const;
  const onnx_tensor* output(std::size_t place) const;
  /// The first value of an attribute.
  std::int64_t attribute(const std::string& key, std::int64_t otherwise) const;
};

/// Where Debian's libonnx-testdata puts them.
inline constexpr std::string_view onnx_folder = "/usr/share/libonnx-testdata/data";

/// All vectors whose names begin like this, ordered by name; none where they are not installed. Throws
/// std::runtime_error when a file is not what it should be.
std::vector<onnx_vector> onnx_vectors(std::string_view name_begin,
                                      const std::filesystem::path& folder = onnx_folder);

} // namespace simrun
