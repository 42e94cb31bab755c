#include "report/trend/history_words.hpp"

#include "monitor/readable.hpp"
#include "report/comparison/change_words.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

std::string change(const metric_trend& m, double change) {
  return change_words::change_text({.name = m.name, .base = {}, .now = {}, .change = change});
}

} // namespace

std::string headline_of(const history& h) {
  std::string names;
  for (const auto& m : h.metrics)
    if (m.regressed())
      names += (names.empty() ? "" : ", ") + m.name;
  return names.empty()
             ? fmt::format("NO REGRESSION: the newest run, {}, is as good as those before it.", h.runs.back())
             : fmt::format("REGRESSION: the newest run, {}, is worse in {}.", h.runs.back(), names);
}

std::vector<std::string> changes_in(const history& h) {
  std::vector<std::string> sentences;
  for (const auto& m : h.metrics)
    for (const auto& s : m.steps)
      sentences.push_back(fmt::format(
          "{} {} at {}: {} before, {} from then on ({}).", m.name, s.worse ? "got worse" : "got better",
          h.runs[s.first_after], readable(m.name, s.before), readable(m.name, s.after), change(m, s.change)));
  for (const auto& m : h.metrics)
    if (m.newest)
      sentences.push_back(fmt::format("{} of the newest run stands out, {}: {}, and {} before it ({}).",
                                      m.name, m.newest->worse ? "to the worse" : "to the better",
                                      readable(m.name, *m.values.back()), readable(m.name, m.newest->level),
                                      change(m, m.newest->change)));
  return sentences;
}

} // namespace simrun
