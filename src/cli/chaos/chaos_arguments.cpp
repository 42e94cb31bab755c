#include "cli/chaos/chaos_arguments.hpp"

#include "cli/override_options.hpp"

#include <CLI/CLI.hpp>

namespace simrun {

chaos_options::chaos_options(CLI::App& app)
    : app_(app.add_subcommand("chaos", "random faults over random schedules: do the invariants hold?")) {
  auto& a = arguments_;
  app_->add_option("scenario", a.file, "the scenario file (default: a built-in one that each seed varies)")
      ->type_name("FILE");
  app_->add_option("--runs", a.runs, "how many runs, each of a seed of its own")
      ->check(CLI::Range(1U, 10'000'000U))
      ->type_name("N")
      ->capture_default_str();
  app_->add_option("--seed", a.seed, "seed of the first run; the others count on (default: a fresh one)")
      ->type_name("N");
  app_->add_option("--clock", a.clock, "virtual or real")
      ->check(CLI::IsMember({"virtual", "real"}))
      ->type_name("CLOCK")
      ->capture_default_str();
  app_->add_option("--duration", a.overrides.duration, "length of the measured part of a run (default: 60s)")
      ->type_name("TIME");
  add_repeatable(*app_, "--fault", a.overrides.faults, "this fault instead of drawn ones")
      ->type_name("FAULT");
  app_->add_flag("--no-faults", a.no_faults, "draw no faults");
  add_repeatable(*app_, "--set", a.overrides.set, "override any key, such as load.rps=500")
      ->type_name("KEY=VALUE");
  app_->add_option("--out", a.out, "write the result here, as JSON")->type_name("FILE");
  app_->add_option("--jobs", a.jobs,
                   "runs at a time on the virtual clock (default: one for each usable core)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  app_->add_flag("--quiet", a.quiet, "print the result, nothing else but problems");
}

} // namespace simrun
