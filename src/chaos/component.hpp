#pragma once

#include <span>
#include <string>
#include <string_view>

namespace simrun {

/// One kind of actor, as faults and results name it.
struct component_info {
  std::string_view name;
  std::string_view why_never_hit; ///< by most kinds of fault; empty where they may
};

/// All of them, those that faults may hit first.
std::span<const component_info> all_components() noexcept;

const component_info* find_component(std::string_view name) noexcept;

} // namespace simrun
