#pragma once

#include "cli/alerts/alert_arguments.hpp"

#include <CLI/CLI.hpp>

namespace simrun {

/// --on-alert and --alert-webhook of a run.
class alert_options {
public:
  explicit alert_options(CLI::App& app);

  result<alert_arguments> arguments() const;

private:
  std::optional<std::string> command_;
  std::optional<std::string> webhook_;
};

} // namespace simrun
