#pragma once

#include "cli/arguments.hpp"

#include <CLI/App.hpp>

namespace simrun {

/// The command `report`. It adds itself to the command line and lives until that was parsed.
class report_options {
public:
  explicit report_options(CLI::App& app);

  bool parsed() const { return app_->parsed(); }
  const report_arguments& arguments() const noexcept { return arguments_; }

private:
  report_arguments arguments_;
  CLI::App* app_;
};

} // namespace simrun
