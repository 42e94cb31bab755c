#include "report/result/result_readers.hpp"

#include <limits>

namespace simrun::result_readers {

namespace {

/// An end that is null lies at infinity.
value_range range_of(const json_place& place) {
  const auto ends = place.elements();
  if (ends.size() != 2)
    place.refuse("expected two ends");
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return {ends[0].is_null() ? -infinity : ends[0].number(), ends[1].is_null() ? infinity : ends[1].number()};
}

metric_change change_of(const std::string& name, const json_place& place) {
  metric_change c{name, place.optional_number("base"), place.optional_number("new")};
  c.change = place.optional_number("change");
  c.interval = place.optional("interval", range_of);
  using enum change_verdict;
  c.verdict = place["verdict"].one_of({better, worse, no_difference, cant_tell, not_judged}, name_of);
  c.why = place.optional("why", [](const json_place& why) { return why.text(); }).value_or("");
  return c;
}

} // namespace

baseline_record baseline(const json_place& place) {
  baseline_record b{place["file"].text(), place["minimum_effect"].number(), {}, {}};
  b.warnings = place["warnings"].list_of([](const json_place& warning) { return warning.text(); });
  for (const auto& [name, metric] : place["metrics"].members())
    b.changes.push_back(change_of(name, metric));
  return b;
}

} // namespace simrun::result_readers
