#include "report/formats/markdown_text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::markdown {

namespace {

/// Line breaks and other control characters would end a cell or a line.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(
      line, [](unsigned char c) { return c < 0x20; }, ' ');
  return line;
}

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text)
    longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  return longest;
}

std::string row(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

} // namespace

std::string plain(std::string_view text) {
  constexpr std::string_view marks = R"(\`*_{}[]<>#|~&!@)";
  std::string out;
  for (const char c : on_one_line(text)) {
    if (marks.find(c) != marks.npos)
      out += '\\';
    out += c;
  }
  return out;
}

std::string code(std::string_view text) {
  if (text.empty())
    return "";
  const std::string fence(longest_run_of_backticks(text) + 1, '`');
  std::string out;
  for (const char c : on_one_line(text))
    out += c == '|' ? std::string("\\|") : std::string(1, c);
  // A blank on both sides is taken away again, and keeps a backtick off the fence.
  const bool padded = text.starts_with('`') || text.ends_with('`');
  return padded ? fence + " " + out + " " + fence : fence + out + fence;
}

table::table(const std::vector<std::string>& header) {
  std::vector<std::string> rules(header.size(), "---:");
  rules.front() = ":---";
  text_ = row(header) + row(rules);
}

void table::add(const std::vector<std::string>& cells) {
  text_ += row(cells);
  empty_ = false;
}

std::string table::text() const {
  return empty_ ? "" : "\n" + text_;
}

} // namespace simrun::markdown
