#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// Columns that line up in a terminal: the first to the left, the others to the right.
class text_table {
public:
  explicit text_table(std::vector<std::string> header);

  /// As many cells as the header has.
  void add(std::vector<std::string> cells);

  /// No rows but the header.
  bool empty() const noexcept { return rows_.size() == 1; }

  /// The header, then the rows, two blanks between columns, none at the end.
  std::vector<std::string> lines() const;

  /// The same in one text, each line two blanks in.
  std::string indented() const;

private:
  std::vector<std::vector<std::string>> rows_;
};

/// Columns a text takes, if each of its characters takes one.
std::size_t width_of(std::string_view utf8) noexcept;

/// Breaks a text between words into lines of at most `width` columns. The first begins with `first`, the
/// others with blanks of its width.
std::string wrapped(std::string_view text, std::string_view first, std::size_t width);

} // namespace simrun
