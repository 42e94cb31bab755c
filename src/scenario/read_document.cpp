#include "scenario/read_document.hpp"

#include "scenario/field_text.hpp"
#include "scenario/read_field.hpp"
#include "scenario/scenario_sections.hpp"
#include "scenario/unknown_key.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace simrun {

namespace {

/// The entry of a section; that of "load.stage" is in the table `load`.
const config_entry* entry_of(const scenario_section& section, const config_table& root) {
  const auto dot = section.name.find('.');
  const auto* entry = find_entry(root, section.name.substr(0, dot));
  if (!entry || dot == section.name.npos)
    return entry;
  const auto* table = entry->value.as<config_table>();
  return table ? find_entry(*table, section.name.substr(dot + 1)) : nullptr;
}

/// A dotted name is no single key, however it is quoted.
bool is_table_name(std::string_view key) {
  return !key.empty() && key.find('.') == key.npos && find_section(key);
}

constexpr position top_of_file{.line = 1, .column = 1};

class document_reader {
public:
  document_reader(const config_table& root, const std::filesystem::path& folder, scenario& into,
                  problem_log& log)
      : root_(root), folder_(folder), into_(into), log_(log) {}

  keys_seen read() {
    read_table(*find_section(""), "", root_, top_of_file);
    for (const auto& section : all_sections())
      if (!section.name.empty())
        read_section(section, entry_of(section, root_));
    return std::move(seen_);
  }

private:
  void read_section(const scenario_section& section, const config_entry* entry) {
    if (section.name == "load" && find_entry(root_, "environment"))
      return entry
                 ? log_.add(entry->at, "there is an [environment], which is the load; leave one of them out")
                 : void();
    if (!entry)
      return section.repeats() || section.optional ? void() : report_missing_section(section);
    if (section.name == "load.group")
      return read_groups(section, *entry);
    if (section.repeats())
      return read_list(section, *entry, section.name);
    if (const auto* table = entry->value.as<config_table>())
      return read_table(section, section.name, *table, entry->value.at);
    log_.add(entry->at,
             fmt::format("'{0}' must be a table, [{0}], got {1}", section.name, shown(entry->value)));
  }

  /// The keys of the second [[fault]] are "fault[1].do" among the keys seen.
  void read_list(const scenario_section& section, const config_entry& entry, std::string_view prefix) {
    const auto* list = entry.value.as<config_list>();
    if (!list)
      return refuse_list(section, entry.at, entry.value);
    for (std::size_t i = 0; i < list->size(); ++i) {
      section.add(into_);
      read_item(section, fmt::format("{}[{}]", prefix, i), (*list)[i]);
    }
  }

  void read_item(const scenario_section& section, const std::string& prefix, const config_value& item) {
    if (const auto* table = item.as<config_table>())
      read_table(section, prefix, *table, item.at);
    else
      refuse_list(section, item.at, item);
  }

  void refuse_list(const scenario_section& section, position at, const config_value& value) {
    log_.add(at, fmt::format("'{0}' must be a list of tables, [[{0}]], got {1}", section.name, shown(value)));
  }

  /// The keys of a group are read to where those of [load] go, and moved from there into the group.
  void read_groups(const scenario_section& section, const config_entry& entry) {
    const auto* list = entry.value.as<config_list>();
    if (!list)
      return refuse_list(section, entry.at, entry.value);
    for (std::size_t i = 0; i < list->size(); ++i) {
      const auto only = std::tuple(into_.load, into_.mix, into_.think_time);
      std::tie(into_.load, into_.mix, into_.think_time) =
          std::tuple(load_pattern(), window_mix(), std::optional<service_model>());
      section.add(into_);
      read_group(section, fmt::format("{}[{}]", section.name, i), (*list)[i]);
      auto& group = into_.groups.back();
      std::tie(group.load, group.mix, group.think_time) = std::tie(into_.load, into_.mix, into_.think_time);
      std::tie(into_.load, into_.mix, into_.think_time) = only;
    }
  }

  void read_group(const scenario_section& section, const std::string& prefix, const config_value& item) {
    read_item(section, prefix, item);
    const auto* table = item.as<config_table>();
    for (const std::string_view list : {"stage", "window"})
      if (const auto* entry = table ? find_entry(*table, list) : nullptr)
        read_list(*find_section(full_name(section.name, list)), *entry, full_name(prefix, list));
  }

  /// `prefix` is what keys are noted under, and `at` where the table begins.
  void read_table(const scenario_section& section, std::string_view prefix, const config_table& table,
                  position at) {
    for (const auto& entry : table)
      if (const auto* field = find_field(section, entry.key))
        read_value(section, *field, prefix, entry);
      else if (!section.name.empty() || !is_table_name(entry.key))
        log_.add(entry.at, unknown_key(section, entry));
    if (section.name == "load" && find_entry(table, "group"))
      return refuse_beside_groups(table);
    for (const auto& field : section.fields)
      check_presence(section, field, prefix, table, at);
  }

  void refuse_beside_groups(const config_table& table) {
    for (const auto& entry : table)
      if (entry.key != "group" && find_field(*find_section("load"), entry.key))
        log_.add(entry.at,
                 fmt::format("'load.{}' stands in each [[load.group]], where there are groups", entry.key));
  }

  void read_value(const scenario_section& section, const scenario_field& field, std::string_view prefix,
                  const config_entry& entry) {
    const auto wrong =
        read_field(field.type, full_name(section.name, field.key), entry.value, folder_, into_);
    seen_.note(full_name(prefix, field.key), entry.value.at, !wrong);
    if (wrong)
      log_.add(entry.value.at, *wrong);
  }

  void check_presence(const scenario_section& section, const scenario_field& field, std::string_view prefix,
                      const config_table& table, position table_at) {
    const auto* entry = find_entry(table, field.key);
    const auto name = full_name(section.name, field.key);
    if (!field.only_with) {
      if (!entry && field.required)
        log_.add(table_at, fmt::format("'{}' is missing; it must be {}", name, expectation_of(field.type)));
      return;
    }
    const auto& needed = *field.only_with;
    if (!is_decided(section, needed, prefix))
      return;
    const bool holds = needed.holds(into_);
    if (entry && !holds)
      log_.add(entry->at, fmt::format("'{}' is {} for {} = \"{}\"", name, needed.except ? "not" : "only",
                                      needed.key, needed.except ? word_in(table, needed) : needed.word));
    if (!entry && holds && field.required)
      log_.add(who_decided(table, needed, table_at),
               fmt::format("'{}' is missing: {} = \"{}\" needs it", name, needed.key, needed.word));
  }

  /// Whether it is known which keys belong here: not where the pattern itself is wrong or missing.
  bool is_decided(const scenario_section& section, const condition& needed, std::string_view prefix) const {
    const auto name = full_name(prefix, needed.key);
    return seen_.place_of(name) ? seen_.sound(name) : !find_field(section, needed.key)->required;
  }

  /// The word that forbids a key, where several do.
  static std::string word_in(const config_table& table, const condition& needed) {
    const auto* decider = find_entry(table, needed.key);
    const auto* word = decider ? decider->value.as<std::string>() : nullptr;
    return word ? *word : std::string(needed.word);
  }

  /// A flag that chose the pattern, or else the table.
  static position who_decided(const config_table& table, const condition& needed, position table_at) {
    const auto* decider = find_entry(table, needed.key);
    return decider && decider->at.flag != 0 ? decider->at : table_at;
  }

  void report_missing_section(const scenario_section& section) {
    for (const auto& field : section.fields)
      if (field.required && !field.only_with)
        log_.add(top_of_file, fmt::format("[{}] is missing; its '{}' must be {}", section.name, field.key,
                                          expectation_of(field.type)));
  }

  const config_table& root_;
  const std::filesystem::path& folder_;
  scenario& into_;
  problem_log& log_;
  keys_seen seen_;
};

} // namespace

keys_seen read_document(const config_table& root, const std::filesystem::path& folder, scenario& into,
                        problem_log& log) {
  return document_reader(root, folder, into, log).read();
}

} // namespace simrun
