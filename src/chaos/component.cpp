#include "chaos/component.hpp"

#include <algorithm>
#include <array>

namespace simrun {

namespace {

constexpr std::array<component_info, 9> components{{
    {"load_generator", ""},
    {"dispatcher", ""},
    {"extractor", ""},
    {"cache", ""},
    {"fallback", ""},
    {"zone", ""},
    {"monitor", "it keeps the evidence of the run"},
    {"supervisor", "it restarts what a fault killed"},
    {"chaos", "it does the killing"},
}};

} // namespace

std::span<const component_info> all_components() noexcept {
  return components;
}

const component_info* find_component(std::string_view name) noexcept {
  const auto found = std::ranges::find(components, name, &component_info::name);
  return found == components.end() ? nullptr : &*found;
}

} // namespace simrun
