#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// What a safetensors header says of one tensor. Nothing of it is checked against the data yet.
struct tensor_entry {
  std::string name;
  std::string dtype;
  std::vector<std::size_t> shape;
  std::vector<std::size_t> data_offsets;
};

struct safetensors_header {
  std::map<std::string, std::string> metadata;
  std::vector<tensor_entry> tensors;
};

/// Reads the JSON header in one pass that keeps nothing but what it expects, so that neither deep nesting
/// nor repeated keys nor overflowing integers get past it. The message has no file name.
result<safetensors_header> parse_safetensors_header(std::string_view json);

} // namespace simrun
