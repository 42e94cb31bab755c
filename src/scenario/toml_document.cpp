// The only file that knows the TOML library.
#include "scenario/toml_document.hpp"

#ifdef SIMRUN_TOML_HPP
#include <toml++/toml.hpp>
#else
#include <toml++/toml.h>
#endif

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

position position_of(const toml::source_region& region) {
  return {.line = region.begin.line, .column = region.begin.column};
}

config_value converted(const toml::node& node);

config_list converted_list(const toml::array& array) {
  config_list list;
  list.reserve(array.size());
  for (const auto& item : array)
    list.push_back(converted(item));
  return list;
}

config_table converted_table(const toml::table& table) {
  config_table entries;
  entries.reserve(table.size());
  for (const auto& [key, node] : table)
    entries.push_back({std::string(key.str()), position_of(key.source()), converted(node)});
  // The library sorts by name; people read from top to bottom.
  std::ranges::stable_sort(entries, {}, &config_entry::at);
  return entries;
}

config_value converted(const toml::node& node) {
  const auto at = position_of(node.source());
  if (const auto* table = node.as_table())
    return {at, converted_table(*table)};
  if (const auto* array = node.as_array())
    return {at, converted_list(*array)};
  if (const auto* text = node.as_string())
    return {at, text->get()};
  if (const auto* whole = node.as_integer())
    return {at, whole->get()};
  if (const auto* real = node.as_floating_point())
    return {at, real->get()};
  if (const auto* truth = node.as_boolean())
    return {at, truth->get()};
  return {at, config_date{}};
}

/// Empties the line of a key that was given before, so that the parser gets past it. Nothing else is
/// mended: without a [table] line the keys below it would end up in the table above.
bool drop_repeated_key(std::string& text, const toml::parse_error& breach) {
  if (breach.description().find("redefine existing") == std::string_view::npos)
    return false;
  std::size_t begin = 0;
  for (auto line = breach.source().begin.line; line > 1 && begin != text.npos; --line)
    begin = text.find('\n', begin) + 1;
  const auto end = std::min(text.find('\n', begin), text.size());
  const auto first = text.find_first_not_of(" \t", begin);
  if (first >= end || text[first] == '[')
    return false;
  text.erase(begin, end - begin);
  return true;
}

} // namespace

toml_document parse_toml(std::string_view text) {
  toml_document document;
  std::string mended(text);
  // Each round empties a line, so there are at most as many rounds as lines.
  while (true) {
    try {
      document.root = converted_table(toml::parse(std::string_view(mended)));
      return document;
    } catch (const toml::parse_error& breach) {
      document.problems.push_back(
          {position_of(breach.source()), fmt::format("not valid TOML: {}", breach.description())});
      if (!drop_repeated_key(mended, breach)) {
        document.readable = false;
        return document;
      }
    }
  }
}

std::optional<config_value> parse_toml_value(std::string_view text) {
  try {
    const auto table = toml::parse(fmt::format("value = {}", text));
    if (table.size() == 1)
      return converted(*table.get("value"));
  } catch (const toml::parse_error&) {
    // A bare word; the caller takes it as text.
  }
  return std::nullopt;
}

} // namespace simrun
