#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// A tensor, its values row-major. Those of a dtype other than F32 are listed without their values.
struct named_tensor {
  std::string name;
  std::vector<std::size_t> shape;
  std::vector<float> values;
  std::string dtype = "F32";
};

/// What a .safetensors file holds, or what would stand in one.
struct tensor_file {
  std::string source; ///< the path, as messages name it
  std::map<std::string, std::string> metadata;
  std::vector<named_tensor> tensors;

  const named_tensor* find(std::string_view name) const noexcept;
  /// An F32 tensor with finite values, or an error that names the file and the tensor.
  result<const named_tensor*> require(std::string_view name) const;
};

/// Reads the format of https://github.com/huggingface/safetensors and trusts nothing in it: lengths,
/// offsets and shapes are checked against the size of the file, and as its specification says, the tensors
/// fill the data part without holes or overlaps.
result<tensor_file> read_safetensors(const std::filesystem::path& path);

/// The same from memory; `source` is what messages call it.
result<tensor_file> parse_safetensors(std::string source, std::span<const std::byte> bytes);

/// Writes F32 tensors in the order given. The file appears under its name only when it is complete.
result<void> write_safetensors(const std::filesystem::path& path, std::span<const named_tensor> tensors,
                               const std::map<std::string, std::string>& metadata = {});

/// "[8, 15, 3]", as messages print a shape.
std::string shape_text(std::span<const std::size_t> shape);

} // namespace simrun
