#include "report/comparison/change_words.hpp"
#include "report/text_table.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::size_t width_max = 100;

bool is_judged(const metric_change& c) {
  return c.verdict != change_verdict::not_judged;
}

} // namespace

bool build_comparison::regressed() const noexcept {
  return baseline_record{{}, minimum_effect, {}, changes}.regressed();
}

std::string comparison_text(const build_comparison& c) {
  using namespace change_words;
  const auto [word, sentence] = headline_of(c);
  auto text = wrapped(word + ": " + sentence, "", width_max);
  text += wrapped("base " + c.base, "  ", width_max) + wrapped("new  " + c.now, "  ", width_max);
  for (const auto& warning : c.warnings)
    text += wrapped(warning, "  ! ", width_max);
  text += "\n" + changes_text(c.changes);
  return text + "\n" + wrapped(legend(c), "", width_max);
}

std::string changes_text(const std::vector<metric_change>& changes) {
  using namespace change_words;
  text_table judged({"metric", "base", "new", "change", "interval", "verdict"});
  text_table beside({"beside them", "base", "new", "change"});
  for (const auto& c : changes)
    if (is_judged(c))
      judged.add({c.name, value_text(c, c.base), value_text(c, c.now), change_text(c), interval_text(c),
                  verdict_text(c)});
    else
      beside.add({c.name, value_text(c, c.base), value_text(c, c.now), change_text(c)});
  auto text = judged.indented();
  if (!beside.empty())
    text += "\n" + beside.indented();
  return text;
}

} // namespace simrun
