#pragma once

#include "cli/arguments.hpp"

#include <CLI/App.hpp>

namespace simrun {

/// The command `chaos`. It adds itself to the command line and lives until that was parsed.
class chaos_options {
public:
  explicit chaos_options(CLI::App& app);

  bool parsed() const { return app_->parsed(); }
  const chaos_arguments& arguments() const noexcept { return arguments_; }

private:
  chaos_arguments arguments_;
  CLI::App* app_;
};

} // namespace simrun
