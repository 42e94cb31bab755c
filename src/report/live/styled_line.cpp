#include "report/live/styled_line.hpp"

#include "report/text_table.hpp"

namespace simrun {

namespace {

std::string_view code_of(ink colour) noexcept {
  switch (colour) {
  case ink::plain:
    return {};
  case ink::bold:
    return "\x1b[1m";
  case ink::dim:
    return "\x1b[2m";
  case ink::good:
    return "\x1b[32m";
  case ink::bad:
    return "\x1b[1;31m";
  case ink::warn:
    break;
  }
  return "\x1b[33m";
}

bool begins_code_point(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;
}

/// Its first columns; control characters, which could move the cursor, become question marks.
std::string first_columns(std::string_view text, std::size_t columns) {
  std::string cut;
  for (const char c : text) {
    if (begins_code_point(c) && columns-- == 0)
      break;
    const auto code = static_cast<unsigned char>(c);
    cut += code < 0x20 || code == 0x7f ? '?' : c;
  }
  return cut;
}

} // namespace

styled_line& styled_line::add(std::string_view text, ink colour) {
  const auto cut = first_columns(text, room());
  if (cut.empty())
    return *this;
  const auto code = look_.colour ? code_of(colour) : std::string_view{};
  text_ += code;
  text_ += cut;
  if (!code.empty())
    text_ += "\x1b[0m";
  columns_ += width_of(cut);
  return *this;
}

styled_line& styled_line::pad_to(std::size_t column) {
  const auto blanks = column > columns_ ? column - columns_ : std::size_t{columns_ > 0};
  return add(std::string(blanks, ' '));
}

} // namespace simrun
