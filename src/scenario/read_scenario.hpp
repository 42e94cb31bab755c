#pragma once

#include "scenario/problem.hpp"
#include "scenario/scenario.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace simrun {

/// What the command line changes about a scenario, as typed. Applied before anything is checked, in the
/// order of the members, so that a changed scenario is held to the same rules as a written one.
struct scenario_overrides {
  std::vector<std::string> set{};        ///< "load.rps=500": a key and a TOML value; a bare word is text
  std::optional<std::string> duration{}; ///< "10s"
  std::optional<std::string> seed{};     ///< "7"
  std::optional<std::string> clock{};    ///< "real" or "virtual"
  std::vector<std::string> faults{};     ///< "kill extractor at 5s for 2s": added to the scenario's own
  std::optional<std::uint64_t> chaos{};  ///< draws faults that fit to all of them
  std::vector<std::string> over{};       ///< a point of a sweep, as `set`; wins over all of the above
};

/// A scenario that can run, or every problem it has: those of the file by position, then those of the
/// overrides in the order given.
using scenario_or_problems = tl::expected<scenario, std::vector<problem>>;

scenario_or_problems read_scenario(const std::string& file, const scenario_overrides& overrides = {});

/// The same for text that is already here. `file` names it in problems, and relative paths start from its
/// folder.
scenario_or_problems parse_scenario(std::string_view text, const std::string& file,
                                    const scenario_overrides& overrides = {});

} // namespace simrun
