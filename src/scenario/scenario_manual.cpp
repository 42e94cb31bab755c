#include "scenario/scenario_manual.hpp"

#include "scenario/field_text.hpp"
#include "scenario/scenario_sections.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::string_view introduction = R"(# The scenario file

A scenario is a TOML file: what to run, what to break and what must hold. `simrun check FILE` finds every
problem of one without running it. Any key can be changed for a single run by `--set`, as in
`--set load.rps=500`; a value that is no TOML value is taken as text, so `--set warmup=2s` needs no quotes.
A `--set` of the pattern (or of the market's source) drops the file's keys that were for the old one only.

A duration is a number with its unit: `"250us"`, `"1.5ms"`, `"30s"`, `"2min"`, `"1h"`. A relative path starts from
the scenario's folder. A key or table that is not listed here is an error.
)";

std::string limits_of(const field_type& type) {
  const auto* span = std::get_if<time_span>(&type);
  return span ? fmt::format("a duration from {} to {}", span->min, span->max) : expectation_of(type);
}

/// The default only means something where the key may be left out.
key_description described(const scenario_section& section, const scenario_field& field) {
  const auto* needs = field.only_with;
  return {std::string(section.name),
          std::string(field.key),
          limits_of(field.type),
          field.required ? "" : default_of(field.type),
          needs && !needs->except
              ? fmt::format("{} = \"{}\"{}", needs->key, needs->word,
                            needs->other_word.empty() ? "" : fmt::format(" or \"{}\"", needs->other_word))
              : "",
          std::string(field.what)};
}

std::string heading(const scenario_section& section) {
  if (section.name.empty())
    return "The top of the file";
  return section.repeats() ? fmt::format("`[[{}]]`", section.name) : fmt::format("`[{}]`", section.name);
}

std::string row(const scenario_section& section, const scenario_field& field) {
  const auto d = described(section, field);
  return fmt::format("| `{}` | {} | {} | {}{} |\n", d.key, d.value,
                     field.required            ? "required"
                     : d.default_value.empty() ? ""
                                               : d.default_value,
                     d.what, d.needs.empty() ? "" : fmt::format(" Only with `{}`.", d.needs));
}

} // namespace

std::vector<key_description> describe_scenario_keys() {
  std::vector<key_description> keys;
  for (const auto& section : all_sections())
    for (const auto& field : section.own_fields())
      keys.push_back(described(section, field));
  return keys;
}

std::string scenario_manual() {
  std::string text(introduction);
  for (const auto& section : all_sections()) {
    if (section.own_fields().empty())
      continue;
    text += fmt::format("\n## {}\n{}\n\n| key | value | default | meaning |\n|---|---|---|---|\n",
                        heading(section), section.what);
    for (const auto& field : section.own_fields())
      text += row(section, field);
  }
  return text;
}

} // namespace simrun
