#include "chaos/fault_reach.hpp"

#include "chaos/fault_form.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace simrun {

namespace {

/// The machine's stand behind those of the request path, and then who looks after the run.
constexpr std::array<std::string_view, 9> single_names{
    "load_generator", "dispatcher", "cache", "fallback", "cpu", "memory", "monitor", "supervisor", "chaos"};

bool is_on(std::string_view name, const fault_bounds& bounds) {
  return (name != "cache" || bounds.cache_enabled) && (name != "fallback" || bounds.fallback_enabled);
}

fault_reach reach_of_component(std::string_view name, const fault_bounds& bounds) {
  if (name == "extractor" || name == "model")
    return {0, 0, bounds.extractor_workers};
  const auto found = std::ranges::find(single_names, name);
  if (found == single_names.end() || !is_on(name, bounds))
    return {};
  return {1U << (found - single_names.begin()), 0, 0};
}

/// `all` are the components that "all" stands for.
fault_reach reach_of(const fault_target& target, const fault_bounds& bounds,
                     std::span<const std::string_view> all) {
  if (target.component == "zone") {
    const auto zone = std::ranges::find(bounds.zones, target.zone, &zone_workers::name);
    return zone == bounds.zones.end() ? fault_reach{} : fault_reach{0, zone->first, zone->count};
  }
  if (target.index)
    return {0, *target.index, *target.index < bounds.extractor_workers ? 1U : 0U};
  if (target.component != "all")
    return reach_of_component(target.component, bounds);
  fault_reach reach;
  for (const auto name : all) {
    const auto part = reach_of_component(name, bounds);
    reach.singles |= part.singles;
    reach.workers = std::max(reach.workers, part.workers);
  }
  return reach;
}

/// Whom the other end of a way talks with.
std::span<const std::string_view> partners_of(const fault_target& end, const fault_form& form) {
  static constexpr std::array<std::string_view, 1> hub{"dispatcher"};
  static constexpr std::array<std::string_view, 4> rim{"load_generator", "extractor", "cache", "fallback"};
  if (end.component == "all")
    return form.may_hit;
  return end.component == "dispatcher" ? std::span<const std::string_view>(rim)
                                       : std::span<const std::string_view>(hub);
}

} // namespace

bool fault_reach::meets(const fault_reach& other) const noexcept {
  return (singles & other.singles) != 0 ||
         (first_worker < other.first_worker + other.workers && other.first_worker < first_worker + workers);
}

fault_reach reach_of_target(const fault_spec& fault, const fault_bounds& bounds) {
  const auto& form = form_of(fault);
  return reach_of(fault.target, bounds,
                  is_of_messages(fault.what) ? partners_of(fault.from, form) : form.may_hit);
}

fault_reach reach_of_senders(const fault_spec& fault, const fault_bounds& bounds) {
  if (!is_of_messages(fault.what))
    return {};
  return reach_of(fault.from, bounds, partners_of(fault.target, form_of(fault)));
}

std::vector<std::string> names_in(const fault_reach& reach) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < single_names.size(); ++i)
    if ((reach.singles >> i & 1U) != 0)
      names.emplace_back(single_names[i]);
  for (std::uint32_t i = 0; i < reach.workers; ++i)
    names.push_back(fmt::format("extractor[{}]", reach.first_worker + i));
  return names;
}

} // namespace simrun
