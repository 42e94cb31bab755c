#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Pieces of GitHub's Markdown.
namespace simrun::markdown {

/// Text that is shown as it is, on one line.
std::string plain(std::string_view text);

/// The same in a code span, also with backticks in it. In a table its pipes are escaped as well: there GitHub
/// takes the backslash away again.
std::string code(std::string_view text);

/// The first column to the left, the others to the right. Cells are Markdown.
class table {
public:
  explicit table(const std::vector<std::string>& header);
  void add(const std::vector<std::string>& cells);
  std::string text() const;

private:
  std::string text_;
  bool empty_ = true;
};

} // namespace simrun::markdown
