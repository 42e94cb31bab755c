// [[load.group]]: several loads at once, each with the keys of [load].
#include "scenario/scenario_sections.hpp"

#include <vector>

namespace simrun {

namespace {

std::string& name_of_last(scenario& s) {
  return s.groups.back().name;
}

/// What is written of [load] holds for a group, and its lists of tables are its own.
std::vector<scenario_field> make_fields() {
  std::vector<scenario_field> fields{
      {"name", identifier{name_of_last},
       "What requirements call it: `latency_p95{group=NAME} < 100 ms`. All other keys are those of [load].",
       true}};
  for (auto field : load_fields()) {
    if (field.key == "group")
      continue;
    if (field.key == "stage")
      field.type = table_list{"load.group.stage"};
    if (field.key == "window")
      field.type = table_list{"load.group.window"};
    fields.push_back(field);
  }
  return fields;
}

} // namespace

std::span<const scenario_field> group_fields() noexcept {
  static const auto fields = make_fields();
  return fields;
}

std::vector<load_group> load_groups(const scenario& s) {
  return s.groups.empty() ? std::vector{load_group{"", s.load, s.mix, s.think_time}} : s.groups;
}

} // namespace simrun
