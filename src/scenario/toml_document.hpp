#pragma once

#include "scenario/config_value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// Where the text breaks TOML's own rules, in one sentence.
struct syntax_problem {
  position at;
  std::string message;
};

struct toml_document {
  config_table root;
  /// A key given twice is reported and its first value stands, so that the rest can be checked too. After
  /// any other breach nothing is known: `root` is empty and the breach is the last problem.
  std::vector<syntax_problem> problems;
  bool readable = true;
};

toml_document parse_toml(std::string_view text);

/// What the right side of "key = ..." means, or nothing where it is no single TOML value.
std::optional<config_value> parse_toml_value(std::string_view text);

} // namespace simrun
