#include "report/result/json_parts.hpp"

namespace simrun::json_parts {

namespace {

std::string on_one_line(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

json outcomes_of(const outcome_counts& counts) {
  json object{{"issued", counts.issued}};
  for (const auto how : all_outcomes)
    object[std::string(name_of(how))] = counts[how];
  return object;
}

std::string text_of(const json& value, int levels, const std::string& indent) {
  if (levels == 0 || !value.is_structured() || value.empty())
    return on_one_line(value);
  const auto inner = indent + "  ";
  std::string text;
  for (const auto& [key, element] : value.items()) {
    text += text.empty() ? "\n" : ",\n";
    text += inner + (value.is_object() ? on_one_line(key) + ": " : "") + text_of(element, levels - 1, inner);
  }
  return (value.is_object() ? "{" : "[") + text + "\n" + indent + (value.is_object() ? "}" : "]");
}

} // namespace simrun::json_parts
