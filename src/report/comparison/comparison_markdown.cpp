#include "report/comparison/change_words.hpp"
#include "report/formats/markdown_text.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

using namespace change_words;
using markdown::plain;

std::string verdict_cell(const metric_change& c) {
  const bool loud = c.verdict == change_verdict::worse || c.verdict == change_verdict::better;
  return loud ? fmt::format("**{}**", name_of(c.verdict)) : plain(verdict_text(c));
}

} // namespace

std::string changes_markdown(const std::vector<metric_change>& changes) {
  markdown::table rows({"metric", "base", "new", "change", "interval", "verdict"});
  for (const auto& c : changes)
    rows.add({markdown::code(c.name), value_text(c, c.base), value_text(c, c.now), change_text(c),
              interval_text(c), verdict_cell(c)});
  return rows.text();
}

std::string comparison_markdown(const build_comparison& c) {
  const auto [word, sentence] = headline_of(c);
  auto text = fmt::format("### {}: {}\n\n{}\n\n", word, plain(c.scenario), plain(sentence));
  text += fmt::format("- base: {}\n- new: {}\n", plain(c.base), plain(c.now));
  for (const auto& warning : c.warnings)
    text += "- " + plain(warning) + "\n";
  return text + changes_markdown(c.changes) + "\n" + plain(legend(c)) + "\n";
}

} // namespace simrun
