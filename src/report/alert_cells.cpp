#include "report/alert_cells.hpp"

#include "monitor/readable.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

std::string seconds(const std::optional<time_point>& t, std::string_view otherwise) {
  return t ? fmt::format("{:.1f} s", in_seconds(*t)) : std::string(otherwise);
}

} // namespace

alert_cells cells_of(const alert& a) {
  // The metric is the rule's first word.
  const auto metric = a.rule.substr(0, a.rule.find_first_of(" {<>"));
  return {a.rule.empty() ? a.message : a.rule, seconds(a.start, "-"),
          seconds(a.end, a.start ? "the end" : "-"), a.peak ? readable(metric, *a.peak) : "-"};
}

} // namespace simrun
