#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of an HTML page. Text becomes markup only through escaping: names of a scenario may hold anything.
namespace simrun::html {

/// A piece of a page. Made of text, it shows that text.
class markup {
public:
  markup(std::string_view text); // NOLINT: text is what most cells are
  markup(const std::string& text) : markup(std::string_view(text)) {}
  markup(const char* text) : markup(std::string_view(text)) {}

  /// What is markup already.
  static markup of(std::string html);

  const std::string& html() const noexcept { return html_; }

private:
  markup() = default;
  std::string html_;
};

/// For between tags, and for attributes in double quotes.
std::string escaped(std::string_view text);

/// "<tag>text</tag>"
std::string element(std::string_view tag, const markup& content);

/// A heading of the second level and what belongs to it; empty where that is empty. The id is for links.
std::string section(std::string_view id, std::string_view title, const std::string& html);

/// A table that scrolls within itself where it is too wide. Columns hold words, sentences that may
/// break, or numbers, to the right.
class table {
public:
  enum class column_kind { text, sentence, number };
  struct column {
    std::string_view title;
    column_kind kind = column_kind::number;
  };

  /// The caption says what it is; the first column names its rows.
  table(std::string_view caption, std::vector<column> columns);

  /// As many cells as there are columns.
  void add(const std::vector<markup>& cells, std::string_view row_class = "");

  bool empty() const noexcept { return rows_.empty(); }
  /// Empty without rows.
  std::string html() const;

private:
  std::string caption_;
  std::vector<column> columns_;
  std::string rows_;
};

} // namespace simrun::html
