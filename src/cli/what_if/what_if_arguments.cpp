#include "cli/what_if/what_if_arguments.hpp"

#include "cli/override_options.hpp"

#include <CLI/CLI.hpp>

namespace simrun {

namespace {

/// A price of nothing is one; a price below nothing, or that is no number, is none.
void add_price(CLI::App& app, std::optional<double>& price) {
  app.add_option("--price", price, "price of a worker for an hour: adds the cost per million requests")
      ->check(CLI::Range(0.0, 1e12))
      ->type_name("P");
}

void add_jobs(CLI::App& app, std::optional<unsigned>& jobs) {
  app.add_option("--jobs", jobs, "simulations at a time (default: one for each usable core)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
}

void add_sweep_options(CLI::App& app, sweep_arguments& sweep) {
  app.add_option("scenario", sweep.file, "the scenario file")->type_name("FILE")->required();
  add_repeatable(app, "--over", sweep.over,
                 "a key and its values: extractor.workers=1,2,4 or load.rps=100..500:100")
      ->type_name("KEY=VALUES")
      ->required();
  add_override_options(app, sweep.overrides);
  add_price(app, sweep.price_per_worker_hour);
  app.add_option("--csv", sweep.csv, "write the points with all metrics here")->type_name("FILE");
  app.add_option("--json", sweep.json, "the same as JSON")->type_name("FILE");
  add_jobs(app, sweep.jobs);
  app.add_flag("--quiet", sweep.quiet, "print the table, nothing else but problems");
}

void add_plan_options(CLI::App& app, plan_arguments& plan) {
  app.add_option("scenario", plan.file, "the scenario file, with what it requires")
      ->type_name("FILE")
      ->required();
  app.add_option("--rps", plan.rps,
                 "requests per second to plan for; a load with bursts is scaled to this mean")
      ->check(CLI::Range(1e-3, 1e7))
      ->type_name("N")
      ->required();
  app.add_option("--workers-max", plan.workers_max, "the most workers to think of")
      ->check(CLI::Range(1U, 10'000U))
      ->type_name("M")
      ->capture_default_str();
  add_override_options(app, plan.overrides);
  add_price(app, plan.price_per_worker_hour);
  add_jobs(app, plan.jobs);
  app.add_flag("--quiet", plan.quiet, "print the probes and the answer, nothing else but problems");
}

} // namespace

what_if_commands::what_if_commands(CLI::App& app)
    : sweep_app_(app.add_subcommand("sweep", "every combination of some values, as a table")),
      plan_app_(app.add_subcommand("plan", "the fewest workers that meet the requirements at a load")) {
  add_sweep_options(*sweep_app_, sweep_);
  add_plan_options(*plan_app_, plan_);
}

std::optional<command_arguments> what_if_commands::parsed() const {
  if (sweep_app_->parsed())
    return sweep_;
  if (plan_app_->parsed())
    return plan_;
  return std::nullopt;
}

} // namespace simrun
