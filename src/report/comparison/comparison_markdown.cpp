#include "report/comparison/change_words.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

/// A cell must not end its row.
std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("|\n", at)) != std::string::npos; at += 2)
    text.replace(at, 1, text[at] == '|' ? "\\|" : "  ");
  return text;
}

std::string mark(change_verdict v) {
  return v == change_verdict::worse ? "**worse**" : v == change_verdict::better ? "**better**" : "";
}

std::string row(const metric_change& c) {
  using namespace change_words;
  const auto strong = mark(c.verdict);
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", cell(c.name), value_text(c, c.base),
                     value_text(c, c.now), change_text(c), interval_text(c),
                     strong.empty() ? cell(verdict_text(c)) : strong);
}

} // namespace

std::string comparison_markdown(const build_comparison& c) {
  using namespace change_words;
  const auto [word, sentence] = headline_of(c);
  auto text = fmt::format("### {}: {}\n\n{}\n\n", word, c.scenario, sentence);
  text += fmt::format("- base: {}\n- new: {}\n", c.base, c.now);
  for (const auto& warning : c.warnings)
    text += "- :warning: " + warning + "\n";
  text +=
      "\n| metric | base | new | change | interval | verdict |\n| --- | ---: | ---: | ---: | ---: | --- |\n";
  for (const auto& change : c.changes)
    text += row(change);
  return text + "\n<sub>" + legend(c) + "</sub>\n";
}

} // namespace simrun
