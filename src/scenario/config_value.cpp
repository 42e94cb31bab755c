#include "scenario/config_value.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::size_t shown_bytes_max = 60;

/// Cuts between characters, not within one.
std::string_view cut(std::string_view text) {
  if (text.size() <= shown_bytes_max)
    return text;
  auto end = shown_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return text.substr(0, end);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : cut(text))
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else
      out += c;
  return out + (text.size() > shown_bytes_max ? "...\"" : "\"");
}

/// The sign of a NaN means nothing, and a whole float keeps its point, to tell 2.0 from 2.
std::string real(double x) {
  if (std::isnan(x))
    return "nan";
  auto text = fmt::format("{}", x);
  return text.find_first_not_of("-0123456789") == text.npos ? text + ".0" : text;
}

struct show {
  std::string operator()(const std::string& x) const { return quoted(x); }
  std::string operator()(std::int64_t x) const { return std::to_string(x); }
  std::string operator()(double x) const { return real(x); }
  std::string operator()(bool x) const { return x ? "true" : "false"; }
  std::string operator()(config_date) const { return "a date or time"; }
  std::string operator()(const config_list&) const { return "a list"; }
  std::string operator()(const config_table&) const { return "a table"; }
};

} // namespace

config_entry* find_entry(config_table& table, std::string_view key) noexcept {
  const auto found = std::ranges::find(table, key, &config_entry::key);
  return found == table.end() ? nullptr : &*found;
}

const config_entry* find_entry(const config_table& table, std::string_view key) noexcept {
  const auto found = std::ranges::find(table, key, &config_entry::key);
  return found == table.end() ? nullptr : &*found;
}

std::string shown(const config_value& value) {
  return std::visit(show{}, value.data);
}

} // namespace simrun
