#include "chaos/draw_target.hpp"

#include <algorithm>
#include <vector>

namespace simrun {

namespace {

/// One target in so many is "all".
constexpr std::uint64_t all_once_in = 16;

std::vector<std::string_view> present(std::span<const std::string_view> components,
                                      const fault_bounds& bounds) {
  std::vector<std::string_view> there;
  for (const auto name : components)
    if ((name != "cache" || bounds.cache_enabled) && (name != "fallback" || bounds.fallback_enabled))
      there.push_back(name);
  return there;
}

fault_target draw_extractors(const fault_bounds& bounds, random_stream& random) {
  std::vector<std::string_view> zones;
  for (const auto& z : bounds.zones)
    if (z.count > 0)
      zones.push_back(z.name);
  switch (random.below(zones.empty() ? 4 : 5)) {
  case 0:
    return {"extractor"};
  case 1:
    return {.component = "extractor", .any = true};
  case 2:
    return {.component = "extractor", .share = static_cast<double>(10 * (1 + random.below(9))) / 100};
  case 3:
    return {"extractor", static_cast<std::uint32_t>(random.below(bounds.extractor_workers))};
  default:
    return {"zone", {}, std::string(zones[random.below(zones.size())])};
  }
}

fault_target draw_one(std::span<const std::string_view> components, const fault_bounds& bounds,
                      random_stream& random) {
  const auto there = present(components, bounds);
  const auto name = there[random.below(there.size())];
  return name == "extractor" ? draw_extractors(bounds, random) : fault_target{std::string(name)};
}

void draw_way(const fault_form& form, const fault_bounds& bounds, random_stream& random, fault_spec& fault) {
  std::vector<std::string_view> rim(form.may_hit.begin(), form.may_hit.end());
  std::erase(rim, "dispatcher");
  const bool all = random.below(all_once_in) == 0;
  fault.from = {"dispatcher"};
  fault.target = all ? fault_target{"all"} : draw_one(rim, bounds, random);
  if (random.below(2) == 0)
    std::swap(fault.from, fault.target);
}

/// Of the forms with a fixed word in the place of a target.
std::string_view named_target(fault_shape shape) {
  return shape == fault_shape::burn ? "cpu" : shape == fault_shape::hog ? "memory" : "model";
}

} // namespace

void draw_targets(const fault_form& form, const fault_bounds& bounds, random_stream& random,
                  fault_spec& fault) {
  if (is_of_messages(form.kind)) {
    draw_way(form, bounds, random, fault);
  } else if (form.may_hit.empty()) {
    fault.target.component = named_target(form.shape);
  } else {
    // Of one component "all" is a longer word for the same.
    const bool all = form.may_hit.size() > 1 && random.below(all_once_in) == 0;
    fault.target = all ? fault_target{"all"} : draw_one(form.may_hit, bounds, random);
  }
}

bool has_targets(const fault_form& form, const fault_bounds& bounds) {
  return form.may_hit.empty() || !present(form.may_hit, bounds).empty();
}

} // namespace simrun
