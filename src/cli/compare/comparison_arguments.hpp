#pragma once

#include "cli/arguments.hpp"

#include <CLI/App.hpp>

namespace simrun {

/// The commands that set results beside one another: compare, with --clocks or without, ab and trend. It adds
/// them to the command line and lives until that was parsed.
class comparison_commands {
public:
  explicit comparison_commands(CLI::App& app);

  /// Nothing where the command line is for another command.
  std::optional<std::variant<command_arguments, usage_exit>> parsed() const;

private:
  using arguments_or_exit = std::variant<command_arguments, usage_exit>;

  void add_compare(CLI::App& app);
  void add_ab(CLI::App& app);
  void add_trend(CLI::App& app);

  arguments_or_exit compare_arguments_given() const;
  arguments_or_exit compare_clocks_given() const;
  arguments_or_exit ab_arguments_given() const;

  CLI::App* compare_app_ = nullptr;
  CLI::App* ab_app_ = nullptr;
  CLI::App* trend_app_ = nullptr;
  std::vector<std::string> files_;
  bool clocks_ = false;
  compare_arguments compare_;
  compare_clocks_arguments of_clocks_;
  ab_arguments ab_;
  trend_arguments trend_;
};

} // namespace simrun
