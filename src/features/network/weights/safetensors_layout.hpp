#pragma once

#include "features/network/weights/safetensors_header.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace simrun {

/// What is wrong with the places of tensors in a data part of `data_bytes`, if anything is: unknown dtypes,
/// offsets that don't fit the shape or the data, overlaps, and bytes that belong to no tensor.
std::optional<std::string> check_layout(std::span<const tensor_entry> tensors, std::uint64_t data_bytes);

} // namespace simrun
