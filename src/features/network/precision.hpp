#pragma once

#include "core/result.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace simrun {

/// The number format that the network's matrix products read; sums are f32 in either.
enum class model_precision { f32, bf16 };

/// As scenarios and the command line write them, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> precision_names{"f32", "bf16"};

/// The first so many of them are built; the others are part of the format and refused.
inline constexpr std::size_t precisions_built = 1;

constexpr std::string_view name_of(model_precision precision) noexcept {
  return precision_names[static_cast<std::size_t>(precision)];
}
constexpr bool is_built(model_precision precision) noexcept {
  return static_cast<std::size_t>(precision) < precisions_built;
}

constexpr std::span<const std::string_view> built_precision_names() noexcept {
  return std::span<const std::string_view>(precision_names).first(precisions_built);
}
constexpr std::span<const std::string_view> later_precision_names() noexcept {
  return std::span<const std::string_view>(precision_names).subspan(precisions_built);
}

/// The error names what there is, and what is not built yet.
result<model_precision> parse_precision(std::string_view text);

} // namespace simrun
