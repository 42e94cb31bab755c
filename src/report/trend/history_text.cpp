#include "monitor/readable.hpp"
#include "report/comparison/change_words.hpp"
#include "report/text_table.hpp"
#include "report/trend/history.hpp"
#include "report/trend/history_words.hpp"
#include "report/trend/sparkline.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::size_t width_max = 100;
constexpr std::size_t course_width = 40;

std::string newest_value(const metric_trend& m) {
  return m.values.back() ? readable(m.name, *m.values.back()) : "-";
}

} // namespace

std::string history_text(const history& h) {
  auto text = wrapped(headline_of(h), "", width_max);
  text += fmt::format("  {}\n  {} runs, from {} to {}\n\n", h.conditions, h.runs.size(), h.runs.front(),
                      h.runs.back());
  text_table table({"metric", "newest", "changes", "course"});
  for (const auto& m : h.metrics)
    table.add({m.name, newest_value(m), m.steps.empty() ? "-" : std::to_string(m.steps.size()),
               sparkline(m.values, course_width)});
  text += table.indented();
  if (const auto sentences = changes_in(h); !sentences.empty()) {
    text += "\nChanges\n";
    for (const auto& sentence : sentences)
      text += wrapped(sentence, "  - ", width_max);
  }
  return text;
}

} // namespace simrun
