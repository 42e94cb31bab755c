#pragma once

#include "cli/arguments.hpp"

#include <CLI/App.hpp>

namespace simrun {

/// The command that measures what the virtual clock draws from. It is added to the command line and lives
/// until that was parsed.
class measurement_commands {
public:
  explicit measurement_commands(CLI::App& app);

  /// Nothing where the command line is for another command.
  std::optional<std::variant<command_arguments, usage_exit>> parsed() const;

private:
  std::variant<command_arguments, usage_exit> calibrate_arguments_given() const;

  calibrate_arguments calibrate_;
  std::string time_;
  std::string precision_{name_of(model_precision::f32)};
  CLI::App* calibrate_app_;
};

} // namespace simrun
