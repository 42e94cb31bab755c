#include "cli/compare/comparison_arguments.hpp"

#include "cli/compare/minimum_effect_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/override_options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::uint32_t pairs_max = 1000;

usage_exit refuse(const std::string& what) {
  return {exit_code::bad_usage, "simrun: " + what + "\n"};
}

void add_output_options(CLI::App& app, comparison_outputs& outputs) {
  app.add_option("--html", outputs.html, "write a page with the comparison")->type_name("FILE");
  app.add_option("--markdown", outputs.markdown, "write it for a pull request")->type_name("FILE");
  app.add_option("--json", outputs.json, "write it for programs")->type_name("FILE");
}

bool asks_for_files(const comparison_outputs& outputs) {
  return outputs.html || outputs.markdown || outputs.json;
}

} // namespace

comparison_commands::comparison_commands(CLI::App& app) {
  add_compare(app);
  add_ab(app);
  add_trend(app);
}

void comparison_commands::add_compare(CLI::App& app) {
  compare_app_ = app.add_subcommand("compare", "two results, or with --clocks a scenario on both clocks");
  auto& c = *compare_app_;
  c.add_option("files", files_, "the earlier result.json and the newer one; with --clocks the scenario file")
      ->type_name("FILE")
      ->required();
  add_minimum_effect(c, compare_.minimum_effect);
  c.add_flag("--force", compare_.force, "compare what differs in more than the build, too");
  add_output_options(c, compare_.outputs);
  c.add_flag("--clocks", clocks_, "compare the real and the virtual clock");
  c.add_option(
       "--calibration", of_clocks_.calibration,
       "with --clocks: service times of the virtual clock (default: the scenario's, else measured first)")
      ->type_name("FILE");
  c.add_option("--out", of_clocks_.out,
               "with --clocks: folder for both results and the comparison (default: none)")
      ->type_name("DIR");
  add_override_options(c, of_clocks_.overrides);
  c.footer("Exit codes: 0 no regression; 1 a metric is worse; 2 the results can't be compared.");
}

void comparison_commands::add_ab(CLI::App& app) {
  ab_app_ = app.add_subcommand("ab", "two builds on this machine, in pairs of runs");
  auto& a = *ab_app_;
  a.add_option("scenario", ab_.file, "the scenario file")->type_name("FILE")->required();
  a.add_option("--base", ab_.base, "the earlier simrun")->type_name("PROGRAM")->required();
  a.add_option("--new", ab_.now, "the newer simrun")->type_name("PROGRAM")->required();
  a.add_option("--pairs", ab_.pairs, "runs of each (default: 10)")->type_name("N");
  add_minimum_effect(a, ab_.minimum_effect);
  a.add_option("--clock", ab_.overrides.clock, "real or virtual")->type_name("CLOCK");
  add_override_options(a, ab_.overrides);
  a.add_option("--out", ab_.out, "folder to keep the results of all runs in (default: none)")
      ->type_name("DIR");
  add_output_options(a, ab_.outputs);
  a.add_flag("--quiet", ab_.quiet, "do not say which pair it is at");
  a.footer("Exit codes: 0 no regression; 1 a metric is worse; 2 bad usage; 4 a run broke.");
}

void comparison_commands::add_trend(CLI::App& app) {
  trend_app_ = app.add_subcommand("trend", "a history of results, and where it changed");
  auto& t = *trend_app_;
  t.add_option("folder", trend_.folder, "with DIR/*.json and DIR/*/result.json")
      ->type_name("DIR")
      ->required();
  t.add_option("--since", trend_.since, "leave out the runs before this one, such as run-12/result.json")
      ->type_name("NAME");
  add_minimum_effect(t, trend_.minimum_effect);
  t.add_option("--html", trend_.html, "write a page with a chart for each metric")->type_name("FILE");
  t.footer("Exit codes: 0 the newest run is no regression; 1 it is one; 2 there is no result to look at.");
}

std::optional<comparison_commands::arguments_or_exit> comparison_commands::parsed() const {
  if (!compare_app_->parsed() && !ab_app_->parsed() && !trend_app_->parsed())
    return std::nullopt;
  if (ab_app_->parsed())
    return ab_arguments_given();
  if (trend_app_->parsed())
    return trend_;
  return clocks_ ? compare_clocks_given() : compare_arguments_given();
}

comparison_commands::arguments_or_exit comparison_commands::compare_arguments_given() const {
  for (const auto* option : {"--calibration", "--out", "--fault", "--set", "--duration", "--seed"})
    if (compare_app_->count(option) > 0)
      return refuse(fmt::format("compare: {} is for --clocks", option));
  if (files_.size() != 2)
    return refuse(
        fmt::format("compare takes two results, the earlier one first, got {}; compare --clocks FILE "
                    "compares the clocks of one scenario",
                    files_.size()));
  auto given = compare_;
  given.base = files_[0];
  given.now = files_[1];
  return given;
}

comparison_commands::arguments_or_exit comparison_commands::compare_clocks_given() const {
  if (compare_.force || compare_app_->count("--minimum-effect") > 0 || asks_for_files(compare_.outputs))
    return refuse(
        "compare --clocks: --force, --minimum-effect, --html, --markdown and --json are for two results");
  if (files_.size() != 1)
    return refuse(fmt::format("compare --clocks takes one scenario, got {}", files_.size()));
  auto given = of_clocks_;
  given.file = files_.front();
  return given;
}

comparison_commands::arguments_or_exit comparison_commands::ab_arguments_given() const {
  if (ab_.pairs < 1 || ab_.pairs > pairs_max)
    return refuse(fmt::format("--pairs must be from 1 to {}, got {}", pairs_max, ab_.pairs));
  return ab_;
}

} // namespace simrun
