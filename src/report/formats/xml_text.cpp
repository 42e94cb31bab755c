#include "report/formats/xml_text.hpp"

namespace simrun {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// U+FFFE and U+FFFF are the only ones of three bytes that valid UTF-8 may have and XML may not.
bool is_noncharacter(std::string_view rest) {
  return rest.starts_with("\xef\xbf\xbe") || rest.starts_with("\xef\xbf\xbf");
}

std::string of_byte(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  // As such they would be read as blanks in an attribute.
  case '\n':
    return "&#10;";
  case '\r':
    return "&#13;";
  case '\t':
    return "&#9;";
  default:
    return static_cast<unsigned char>(c) < 0x20 ? std::string(replacement) : std::string(1, c);
  }
}

} // namespace

std::string xml_escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const bool none = is_noncharacter(text);
    out += none ? std::string(replacement) : of_byte(text.front());
    text.remove_prefix(none ? 3 : 1);
  }
  return out;
}

} // namespace simrun
