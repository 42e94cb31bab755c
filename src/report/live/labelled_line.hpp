#pragma once

#include "report/live/styled_line.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

/// What stands before a line of a live view takes so many columns.
inline constexpr std::size_t label_columns = 12;

styled_line labelled(std::string_view label, const terminal_look& look);

/// Puts words one after another, on as many lines as that takes.
class labelled_words {
public:
  labelled_words(std::string_view label, const terminal_look& look);

  /// Parts that stay on one line.
  void add(const std::vector<std::pair<std::string, ink>>& parts);
  std::vector<std::string> lines() &&;

private:
  void wrap();

  terminal_look look_;
  styled_line line_;
  std::vector<std::string> done_;
};

} // namespace simrun
