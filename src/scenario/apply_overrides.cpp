#include "scenario/apply_overrides.hpp"

#include "scenario/scenario_sections.hpp"
#include "scenario/toml_document.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

/// Everything in a value that came from a flag stands at the flag.
void move_to(position at, config_value& value) {
  value.at = at;
  if (auto* list = value.as<config_list>())
    for (auto& item : *list)
      move_to(at, item);
  if (auto* table = value.as<config_table>())
    for (auto& entry : *table) {
      entry.at = at;
      move_to(at, entry.value);
    }
}

/// A TOML value, or text where it is none. No key takes a date, so what looks like one is text as well.
config_value value_of(const std::string& text, position at) {
  auto value = parse_toml_value(text);
  if (!value || value->as<config_date>())
    value = config_value{at, text};
  move_to(at, *value);
  return std::move(*value);
}

void put(config_table& table, std::string_view key, config_value value) {
  const auto at = value.at;
  if (auto* entry = find_entry(table, key)) {
    entry->at = at;
    entry->value = std::move(value);
  } else {
    table.push_back({std::string(key), at, std::move(value)});
  }
}

/// A flag as a shell would take it back.
std::string flag_text(std::string_view flag, std::string_view argument) {
  const bool plain =
      !argument.empty() && argument.find_first_of(" \t\n\"'\\()[]{}<>|&;*?$#!`") == argument.npos;
  return plain ? fmt::format("{} {}", flag, argument) : fmt::format("{} '{}'", flag, argument);
}

/// The table that a dotted key leads to, made where it is absent; none where something else stands there.
config_table* table_at(config_table& root, std::string_view section, position at, problem_log& log) {
  auto* entry = find_entry(root, section);
  if (!entry) {
    root.push_back({std::string(section), at, {at, config_table{}}});
    return root.back().value.as<config_table>();
  }
  auto* table = entry->value.as<config_table>();
  if (!table)
    log.add(at, fmt::format("'{}' is {} in this scenario, so a single key of it can't be set", section,
                            shown(entry->value)));
  return table;
}

/// A new pattern takes the keys of the old one with it: --set load.pattern=constant on a scenario with
/// spikes would otherwise be refused because of keys that nobody asked to keep.
void drop_what_lost_its_condition(const scenario_section& section, config_table& table) {
  const config_table given = table;
  std::erase_if(table, [&](const config_entry& entry) {
    const auto* field = find_field(section, entry.key);
    if (entry.at.flag != 0 || !field || !field->only_with)
      return false;
    const auto* decider = find_entry(given, field->only_with->key);
    if (!decider || decider->at.flag == 0)
      return false;
    // A list of files is none of the words that a key may need.
    const auto* word = decider->value.as<std::string>();
    return word ? !field->only_with->holds_for(*word) : decider->value.as<config_list>() != nullptr;
  });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? std::string_view{} : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

void apply_set(std::string_view flag, const std::string& argument, config_table& root, problem_log& log) {
  const auto at = log.add_flag(flag_text(flag, argument));
  const auto equals = argument.find('=');
  const auto path = trimmed(std::string_view(argument).substr(0, equals));
  if (equals == argument.npos || path.empty()) {
    log.add(at, "must be a key and a value, such as load.rps=500");
    return;
  }
  const auto dot = path.find('.');
  auto value = value_of(std::string(trimmed(std::string_view(argument).substr(equals + 1))), at);
  if (dot == path.npos)
    put(root, path, std::move(value));
  else if (auto* table = table_at(root, path.substr(0, dot), at, log))
    put(*table, path.substr(dot + 1), std::move(value));
}

void add_fault(const std::string& sentence, config_table& root, problem_log& log) {
  const auto at = log.add_flag(flag_text("--fault", sentence));
  config_value fault{at, config_table{{"do", at, {at, sentence}}}};
  if (auto* entry = find_entry(root, "fault")) {
    // Where the file has no list there, the reader will say so.
    if (auto* list = entry->value.as<config_list>())
      list->push_back(std::move(fault));
  } else {
    root.push_back({"fault", at, {at, config_list{std::move(fault)}}});
  }
}

} // namespace

void apply_overrides(const scenario_overrides& overrides, config_table& root, problem_log& log) {
  for (const auto& argument : overrides.set)
    apply_set("--set", argument, root, log);
  const auto apply_text = [&](std::string_view key, const std::optional<std::string>& text) {
    if (text)
      put(root, key, {log.add_flag(flag_text(fmt::format("--{}", key), *text)), *text});
  };
  apply_text("duration", overrides.duration);
  if (overrides.seed)
    put(root, "seed", value_of(*overrides.seed, log.add_flag(flag_text("--seed", *overrides.seed))));
  apply_text("clock", overrides.clock);
  for (const auto& sentence : overrides.faults)
    add_fault(sentence, root, log);
  for (const auto& argument : overrides.over)
    apply_set("--over", argument, root, log);

  for (const auto& section : all_sections())
    if (auto* entry = find_entry(root, section.name))
      if (auto* table = entry->value.as<config_table>())
        drop_what_lost_its_condition(section, *table);
}

} // namespace simrun
