#include "market/csv_text.hpp"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <system_error>

namespace simrun {

namespace {

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace

result<std::string> read_csv_text(const std::filesystem::path& file, std::string_view wanted) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return fail(error_code::io, fmt::format("{}: is a directory; name {}", file.string(), wanted));
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return fail(error_code::io, fmt::format("{}: can't be opened: {}", file.string(),
                                            std::generic_category().message(errno)));
  std::ostringstream content;
  // An empty file sets failbit on the stream that is written to, which is no error here.
  content << in.rdbuf();
  if (in.bad())
    return fail(error_code::io, fmt::format("{}: can't be read to its end", file.string()));
  return std::move(content).str();
}

std::string_view csv_content(std::string_view text) noexcept {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark))
    text.remove_prefix(byte_order_mark.size());
  return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

std::string_view next_csv_line(std::string_view& rest) noexcept {
  const auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r'))
    line.remove_suffix(1);
  return line;
}

std::string_view next_csv_field(std::string_view& rest) noexcept {
  const auto comma = std::min(rest.find(','), rest.size());
  const auto field = rest.substr(0, comma);
  rest.remove_prefix(std::min(comma + 1, rest.size()));
  return trimmed(field);
}

std::string shown_csv_field(std::string_view field) {
  constexpr std::size_t length_max = 40;
  std::string text(field.substr(0, length_max));
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, '?');
  return field.size() > length_max ? text + "..." : text;
}

failure at_csv_line(std::string_view file, std::size_t line, const error& problem) {
  return fail(problem.code, fmt::format("{}:{}: {}", file, line, problem.message));
}

} // namespace simrun
