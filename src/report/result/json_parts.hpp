#pragma once

#include "core/outcome.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the JSON files of this folder have in common. Keys keep their order, so that equal results are equal
/// byte for byte.
namespace simrun::json_parts {

using json = nlohmann::ordered_json;

template <class T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

template <class Value>
json object_of(const std::vector<std::pair<std::string, Value>>& entries) {
  auto object = json::object();
  for (const auto& [name, value] : entries)
    object[name] = value;
  return object;
}

template <class Range, class Convert>
json array_of(const Range& range, Convert convert) {
  auto array = json::array();
  for (const auto& element : range)
    array.push_back(convert(element));
  return array;
}

json outcomes_of(const outcome_counts& counts);

/// Like dump(2), but what lies deeper than `levels` stays on one line. Bytes that are no UTF-8 are replaced:
/// a path need not be, and better a replaced letter than no result.
std::string text_of(const json& value, int levels, const std::string& indent = "");

} // namespace simrun::json_parts
