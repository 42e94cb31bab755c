#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace simrun {

/// What a fault does; each is the first word of its sentence.
enum class fault_kind : std::uint8_t {
  kill,
  pause,
  slow,
  throttle,
  drop,
  duplicate,
  delay,
  reorder,
  error,
  corrupt,
  flush,
  fill,
  burn,
  hog,
  unload,
  skew,
};

inline constexpr std::size_t fault_kinds_count = 16;

/// "kill"; of `burn cpu` it is "burn".
std::string_view name_of(fault_kind kind) noexcept;

} // namespace simrun
