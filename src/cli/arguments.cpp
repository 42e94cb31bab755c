#include "cli/arguments.hpp"

#include "cli/alerts/alert_options.hpp"
#include "cli/build_facts.hpp"
#include "cli/calibrate/measurement_arguments.hpp"
#include "cli/chaos/chaos_arguments.hpp"
#include "cli/compare/comparison_arguments.hpp"
#include "cli/compare/minimum_effect_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/live/live_options.hpp"
#include "cli/override_options.hpp"
#include "cli/report/report_arguments.hpp"
#include "cli/what_if/what_if_arguments.hpp"
#include "core/near_miss.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <sstream>

namespace simrun {

namespace {

constexpr auto about =
    "Runs scenario files against the CNN+LSTM feature extractor, breaks parts of it on purpose,\n"
    "measures, and gives a verdict.";
constexpr auto exit_codes =
    "Exit codes: 0 all requirements hold; 1 a requirement failed; 2 bad usage or scenario;\n"
    "3 the measurement is invalid; 4 the run itself broke.";

struct extract_options {
  std::string csv, weights, input, output;
  std::string precision{name_of(model_precision::f32)};
  std::uint32_t window = 60;
  std::uint64_t seed = 1;
};

void add_run_options(CLI::App& app, run_arguments& run) {
  app.add_option("scenario", run.files, "scenario files to run, one after another")->type_name("FILE");
  add_override_options(app, run.overrides);
  app.add_option("--chaos", run.overrides.chaos, "draw faults from this seed and add them")
      ->type_name("SEED");
  app.add_option("--clock", run.overrides.clock, "real or virtual")->type_name("CLOCK");
  app.add_option("--out", run.out, "folder for the result (default: results/<scenario>-<UTC time>)")
      ->type_name("DIR");
  app.add_flag("--check-determinism", run.check_determinism,
               "run twice on the virtual clock, compare every event, write no result");
  auto* baseline = app.add_option("--baseline", run.baseline,
                                  "compare with this earlier result.json; fail where a metric is worse");
  baseline->type_name("FILE");
  add_minimum_effect(app, run.minimum_effect)->needs(baseline);
  app.add_flag("--force", run.force,
               "compare with a baseline of another machine, scenario or plan of faults, too")
      ->needs(baseline);
  app.add_flag("--detail", run.detail,
               "print the detailed report: all metrics, percentiles, intervals, faults");
  app.add_flag("--quiet", run.quiet, "print nothing but problems");
}

void add_extract_options(CLI::App& app, extract_options& o) {
  app.add_option("--csv", o.csv, "bars: prints the features of the last window as JSON")->type_name("FILE");
  app.add_option("--window", o.window, "bars in the window (with --csv)")->type_name("N");
  app.add_option("--seed", o.seed, "seed of the random weights where there is no file (with --csv)")
      ->type_name("N");
  app.add_option("--weights", o.weights, "the model, as safetensors")->type_name("FILE");
  app.add_option("--precision", o.precision, "number format of the network: f32 or bf16")->type_name("NAME");
  app.add_option("--input", o.input, "safetensors with the tensor 'input' [batch, channels, time]")
      ->type_name("FILE");
  app.add_option("--output", o.output,
                 "write every stage here; without it, compare with the tensors of --input")
      ->type_name("FILE");
}

usage_exit bad_usage(const std::string& what) {
  return {exit_code::bad_usage, "simrun: " + what + "\nsimrun --help shows what there is\n"};
}

std::optional<std::string> given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::variant<command_arguments, usage_exit> extract_arguments(const extract_options& o) {
  if (!o.csv.empty() && !o.input.empty())
    return bad_usage("extract takes --csv or --input, not both");
  const auto precision = parse_precision(o.precision);
  if (!precision)
    return bad_usage("--precision: " + precision.error().message);
  if (!o.csv.empty())
    return extract_csv_arguments{o.csv, given(o.weights), o.window, o.seed, *precision};
  if (o.input.empty())
    return bad_usage("extract needs --csv FILE, or --weights FILE and --input FILE");
  if (o.weights.empty())
    return bad_usage("extract --input needs the model too: --weights FILE");
  return extract_tensor_arguments{o.weights, o.input, given(o.output), *precision};
}

/// "chekc" parses as a scenario file.
std::string mistyped_command(const CLI::App& app, const std::string& word) {
  if (std::filesystem::exists(word))
    return {};
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return did_you_mean(word, candidates);
}

} // namespace

std::variant<command_arguments, usage_exit> parse_arguments(int argc, const char* const* argv) {
  CLI::App app{about, "simrun"};
  app.footer(exit_codes);
  app.set_version_flag("--version", "simrun " + std::string(build_version()));
  run_arguments run;
  add_run_options(app, run);
  const live_options live(app);
  const alert_options alerts(app);
  check_arguments check;
  auto* check_app = app.add_subcommand("check", "validate scenarios, run nothing");
  check_app->add_option("scenario", check.files, "scenario files")->type_name("FILE")->required();
  list_arguments list;
  auto* list_app = app.add_subcommand("list", "scenarios, faults, metrics and keys, a line each");
  list_app->add_option("what", list.what, "scenarios, faults, metrics or keys; all without it");
  extract_options extract;
  auto* extract_app = app.add_subcommand("extract", "run the network on given data");
  add_extract_options(*extract_app, extract);
  const measurement_commands measurement(app);
  const comparison_commands comparison(app);
  const what_if_commands what_if(app);
  const chaos_options chaos(app);
  const report_options report(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    std::ostringstream out;
    app.exit(wanted, out, out);
    return usage_exit{exit_code::passed, out.str() + "\n"};
  } catch (const CLI::ParseError& wrong) {
    return bad_usage(wrong.what());
  }
  if (check_app->parsed())
    return check;
  if (list_app->parsed())
    return list;
  if (extract_app->parsed())
    return extract_arguments(extract);
  if (auto measure = measurement.parsed())
    return std::move(*measure);
  if (auto compared = comparison.parsed())
    return std::move(*compared);
  if (auto asked = what_if.parsed())
    return std::move(*asked);
  if (chaos.parsed())
    return chaos.arguments();
  if (report.parsed())
    return report.arguments();
  const auto watching = live.arguments(run.files);
  if (!watching)
    return bad_usage(watching.error().message);
  run.live = *watching;
  const auto told = alerts.arguments();
  if (!told)
    return bad_usage(told.error().message);
  run.alerts = *told;
  if (run.files.empty())
    return bad_usage("which scenario? Give a file, such as scenarios/spike.toml");
  if (const auto meant = mistyped_command(app, run.files.front()); !meant.empty())
    return bad_usage("there is no file or command '" + run.files.front() + "'" + meant);
  if (run.baseline && (run.files.size() > 1 || run.check_determinism))
    return bad_usage("--baseline is for the run of one scenario");
  return run;
}

} // namespace simrun
