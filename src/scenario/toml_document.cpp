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

constexpr std::size_t repeated_keys_max = 20;

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

/// A line of the text without its end. Lines count from 1.
std::string_view line_of(std::string_view text, std::uint32_t number) {
  for (; number > 1; --number)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find('\n'));
}

/// The key that a line gives again, where this is all that is wrong with it.
std::string_view repeated_key(std::string_view line, const toml::parse_error& breach) {
  const auto begin = std::min(line.find_first_not_of(" \t"), line.size());
  const auto key = line.substr(begin, line.find_first_of(" \t=", begin) - begin);
  const auto description = breach.description();
  const bool again = description.find("redefine existing") != description.npos &&
                     description.ends_with(fmt::format("'{}'", key)) && line.find('=') != line.npos;
  return again ? key : std::string_view{};
}

} // namespace

toml_document parse_toml(std::string_view text) {
  toml_document document;
  std::string mended(text);
  for (std::size_t round = 0;; ++round) {
    try {
      document.root = converted_table(toml::parse(std::string_view(mended)));
      return document;
    } catch (const toml::parse_error& breach) {
      const auto at = position_of(breach.source());
      const auto line = line_of(mended, at.line);
      const auto key = repeated_key(line, breach);
      if (key.empty() || round == repeated_keys_max) {
        document.problems.push_back({at, fmt::format("not valid TOML: {}", breach.description())});
        document.readable = false;
        return document;
      }
      const auto column = static_cast<std::uint32_t>(key.data() - line.data()) + 1;
      document.problems.push_back(
          {{.line = at.line, .column = column}, fmt::format("'{}' is given twice in one table", key)});
      // An empty line instead gets the parser past it, and every other line keeps its number.
      mended.erase(static_cast<std::size_t>(line.data() - mended.data()), line.size());
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
