#pragma once

#include "core/result.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace simrun {

/// How exactly the network multiplies. f32 is within some 1e-5 of 64-bit arithmetic; bf16 keeps 8 bits of
/// every weight and of what goes into a layer, and sums in 32 bits.
enum class model_precision { f32, bf16 };

/// As scenarios and the command line write them, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> precision_names{"f32", "bf16"};

constexpr std::string_view name_of(model_precision precision) noexcept {
  return precision_names[static_cast<std::size_t>(precision)];
}

/// The error names what there is.
result<model_precision> parse_precision(std::string_view text);

} // namespace simrun
