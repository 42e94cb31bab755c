#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace simrun {

enum class ink { plain, bold, dim, good, bad, warn };

/// What a terminal can do.
struct terminal_look {
  std::size_t columns = 80;
  std::size_t rows = 24;
  bool colour = true;
  bool utf8 = true; ///< else ASCII stands in for block elements
};

/// A line of a terminal that never wraps: what does not fit is cut off.
class styled_line {
public:
  explicit styled_line(const terminal_look& look) : look_(look) {}

  styled_line& add(std::string_view text, ink colour = ink::plain);
  /// Blanks up to that column; at least one where it is not empty.
  styled_line& pad_to(std::size_t column);

  std::size_t columns() const noexcept { return columns_; }
  std::size_t room() const noexcept { return look_.columns - columns_; }
  const std::string& text() const noexcept { return text_; }

private:
  terminal_look look_;
  std::string text_;
  std::size_t columns_ = 0;
};

} // namespace simrun
