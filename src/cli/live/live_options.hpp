#pragma once

#include "cli/live/live_arguments.hpp"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace simrun {

/// --live, --serve and --serve-after, as they were written.
class live_options {
public:
  explicit live_options(CLI::App& app);

  /// A scenario that stands behind --serve, where an address may stand, goes to `files`.
  result<live_arguments> arguments(std::vector<std::string>& files) const;

private:
  std::string when_ = "auto";
  std::string address_;
  bool after_ = false;
  CLI::Option* serve_;
};

} // namespace simrun
