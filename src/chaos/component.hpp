#pragma once

#include <span>
#include <string>
#include <string_view>

namespace simrun {

/// One kind of actor, as faults and results name it.
struct component_info {
  std::string_view name;
  std::string_view why_not_killable; ///< empty where a fault may kill it
};

/// All of them, those that may be killed first.
std::span<const component_info> all_components() noexcept;

const component_info* find_component(std::string_view name) noexcept;

/// "load_generator, dispatcher, extractor, cache fallback or zone"
std::string killable_components();

} // namespace simrun
