#include "cli/override_options.hpp"

namespace simrun {

CLI::Option* add_repeatable(CLI::App& app, const std::string& flag, std::vector<std::string>& into,
                            const std::string& what) {
  return app.add_option(flag, into, what)->take_all()->expected(1)->allow_extra_args(false);
}

void add_override_options(CLI::App& app, scenario_overrides& overrides) {
  add_repeatable(app, "--fault", overrides.faults, "add a fault, such as 'kill extractor at 5s for 2s'")
      ->type_name("FAULT");
  add_repeatable(app, "--set", overrides.set, "override any key, such as load.rps=500")
      ->type_name("KEY=VALUE");
  app.add_option("--duration", overrides.duration, "length of the measured part, such as 10s")
      ->type_name("TIME");
  app.add_option("--seed", overrides.seed, "seed of everything random")->type_name("N");
}

} // namespace simrun
