#include "report/comparison/comparison_json.hpp"

#include <cmath>

namespace simrun {

namespace {

using namespace json_parts;

json number_or_null(double value) {
  return std::isfinite(value) ? json(value) : json(nullptr);
}

json change_json(const metric_change& c) {
  json object{{"base", or_null(c.base)}, {"new", or_null(c.now)}, {"change", or_null(c.change)}};
  object["interval"] =
      c.interval ? json::array({number_or_null(c.interval->lower), number_or_null(c.interval->upper)})
                 : json(nullptr);
  object["verdict"] = name_of(c.verdict);
  if (!c.why.empty())
    object["why"] = c.why;
  return object;
}

} // namespace

json_parts::json changes_json(const std::vector<metric_change>& changes) {
  auto object = json::object();
  for (const auto& c : changes)
    object[c.name] = change_json(c);
  return object;
}

std::string comparison_json(const build_comparison& c) {
  const json document{{"schema", comparison_schema},
                      {"scenario", c.scenario},
                      {"base", c.base},
                      {"new", c.now},
                      {"pairs", c.pairs > 0 ? json(c.pairs) : json(nullptr)},
                      {"minimum_effect", c.minimum_effect},
                      {"regressed", c.regressed()},
                      {"warnings", c.warnings},
                      {"metrics", changes_json(c.changes)}};
  return text_of(document, 2) + "\n";
}

} // namespace simrun
