#include "report/text_table.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace simrun {

text_table::text_table(std::vector<std::string> header) {
  rows_.push_back(std::move(header));
}

void text_table::add(std::vector<std::string> cells) {
  assert(cells.size() == rows_.front().size());
  rows_.push_back(std::move(cells));
}

std::vector<std::string> text_table::lines() const {
  std::vector<std::size_t> widths(rows_.front().size());
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], width_of(row[i]));

  std::vector<std::string> lines;
  for (const auto& row : rows_) {
    auto& line = lines.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - width_of(row[i]), ' ');
      line += i == 0 ? row[i] + blanks : "  " + blanks + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
  }
  return lines;
}

std::string text_table::indented() const {
  std::string text;
  for (const auto& line : lines())
    text += "  " + line + "\n";
  return text;
}

std::size_t width_of(std::string_view utf8) noexcept {
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::size_t>(std::ranges::count_if(utf8, begins_character));
}

std::string wrapped(std::string_view text, std::string_view first, std::size_t width) {
  const std::string indent(width_of(first), ' ');
  std::string done;
  std::string line(first);
  bool line_has_word = false;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (line_has_word && width_of(line) + 1 + width_of(word) > width) {
      done += line + "\n";
      line = indent;
      line_has_word = false;
    }
    line += (line_has_word ? " " : "") + std::string(word);
    line_has_word = true;
  }
  return done + line + "\n";
}

} // namespace simrun
