#include "scenario/unknown_key.hpp"

#include "core/near_miss.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
#include <vector>

namespace simrun {

namespace {

std::string brackets(const scenario_section& section) {
  return section.repeats() ? fmt::format("[[{}]]", section.name) : fmt::format("[{}]", section.name);
}

/// "; 'timeout' belongs in [extractor]", or nothing where no table has such a key.
std::string where_it_belongs(std::string_view key) {
  std::string places;
  for (const auto& section : all_sections()) {
    const auto own = section.own_fields();
    if (std::ranges::find(own, key, &scenario_field::key) == own.end())
      continue;
    const auto place = section.name.empty() ? "at the top, above the first table" : "in " + brackets(section);
    places += (places.empty() ? "" : " or ") + place;
  }
  return places.empty() ? "" : fmt::format("; '{}' belongs {}", key, places);
}

std::vector<std::string_view> names_of_tables() {
  std::vector<std::string_view> names;
  for (const auto& section : all_sections())
    if (!section.name.empty())
      names.push_back(section.name);
  return names;
}

std::string unknown_table(std::string_view name) {
  const auto* meant = find_section(nearest(name, names_of_tables()));
  const auto hint = !meant || meant->name.empty() ? "" : fmt::format("; did you mean {}?", brackets(*meant));
  return fmt::format("unknown table [{}]{}", name, hint);
}

/// `faults = ["kill ..."]` is about [[fault]], even where a key somewhere is called "faults".
bool is_meant_for_tables(const config_entry& entry) {
  const auto* meant =
      entry.value.as<config_list>() ? find_section(nearest(entry.key, names_of_tables())) : nullptr;
  return meant && meant->repeats();
}

bool is_table(const config_value& value) {
  const auto* list = value.as<config_list>();
  return value.as<config_table>() || (list && !list->empty() && list->front().as<config_table>());
}

} // namespace

std::string unknown_key(const scenario_section& section, const config_entry& entry) {
  const bool at_top = section.name.empty();
  if (at_top && is_table(entry.value))
    return unknown_table(entry.key);

  auto candidates = at_top ? names_of_tables() : std::vector<std::string_view>{};
  for (const auto& field : section.fields)
    candidates.push_back(field.key);
  auto hint = at_top && is_meant_for_tables(entry) ? "" : where_it_belongs(entry.key);
  if (hint.empty())
    hint = did_you_mean(entry.key, candidates);
  return fmt::format("unknown key '{}'{}", full_name(section.name, entry.key), hint);
}

} // namespace simrun
