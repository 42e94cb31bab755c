#include "chaos/fault_kind.hpp"

#include <array>

namespace simrun {

std::string_view name_of(fault_kind kind) noexcept {
  static constexpr std::array<std::string_view, fault_kinds_count> names{
      "kill",  "pause",   "slow",  "throttle", "drop", "duplicate", "delay",  "reorder",
      "error", "corrupt", "flush", "fill",     "burn", "hog",       "unload", "skew"};
  return names[static_cast<std::size_t>(kind)];
}

} // namespace simrun
