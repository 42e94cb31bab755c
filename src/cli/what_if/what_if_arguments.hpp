#pragma once

#include "cli/arguments.hpp"

#include <CLI/App.hpp>

namespace simrun {

/// The commands that ask what if, on the virtual clock: sweep and plan. It adds them to the command line and
/// lives until that was parsed.
class what_if_commands {
public:
  explicit what_if_commands(CLI::App& app);

  /// Nothing where the command line is for another command.
  std::optional<command_arguments> parsed() const;

private:
  sweep_arguments sweep_;
  CLI::App* sweep_app_;
  plan_arguments plan_;
  CLI::App* plan_app_;
};

} // namespace simrun
