#pragma once

#include "scenario/read_scenario.hpp"

#include <string>
#include <string_view>

namespace simrun {

/// What the reader says about a text, one problem a line, as if it were scenarios/bad.toml; empty where it
/// says nothing. Tests run in the root of the project, so relative paths of the text start from its
/// scenarios/.
inline std::string problems_of(std::string_view toml, const scenario_overrides& overrides = {}) {
  const auto read = parse_scenario(toml, "scenarios/bad.toml", overrides);
  std::string lines;
  if (!read)
    for (const auto& p : read.error())
      lines += (lines.empty() ? "" : "\n") + to_text(p);
  return lines;
}

/// The least a scenario needs: three lines that others may stand above or below.
inline const std::string load = "[load]\n"
                                "pattern = \"constant\"\n"
                                "rps = 100\n";

} // namespace simrun
