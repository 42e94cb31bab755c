#include "report/live/labelled_line.hpp"

#include "report/text_table.hpp"

namespace simrun {

styled_line labelled(std::string_view label, const terminal_look& look) {
  styled_line line(look);
  line.add(label, ink::dim).pad_to(label_columns);
  return line;
}

labelled_words::labelled_words(std::string_view label, const terminal_look& look)
    : look_(look), line_(labelled(label, look)) {}

void labelled_words::add(const std::vector<std::pair<std::string, ink>>& parts) {
  const std::string_view gap = line_.columns() > label_columns ? "  " : "";
  auto needed = gap.size();
  for (const auto& [text, colour] : parts)
    needed += width_of(text);
  if (line_.room() < needed && !gap.empty())
    wrap();
  else
    line_.add(gap);
  for (const auto& [text, colour] : parts)
    line_.add(text, colour);
}

std::vector<std::string> labelled_words::lines() && {
  wrap();
  return std::move(done_);
}

void labelled_words::wrap() {
  done_.push_back(line_.text());
  line_ = labelled("", look_);
}

} // namespace simrun
