#pragma once

#include "actors/check_run.hpp"
#include "chaos/shrink_plan.hpp"
#include "cli/arguments.hpp"
#include "cli/shared_inputs.hpp"

#include <memory>
#include <string>

namespace simrun {

/// Makes the runs of `simrun chaos` out of seeds. Any number of threads may ask for one.
class chaos_runs {
public:
  /// Problems of the file, of an override, or of what they name.
  static tl::expected<chaos_runs, std::vector<std::string>> from(const chaos_arguments& arguments);

  /// The scenario of a seed with its plan. A problem is one of the plan: everything else has been looked at.
  scenario_or_problems scenario_of(std::uint64_t seed) const;
  /// The same seed with other faults and another length.
  scenario_or_problems scenario_of(std::uint64_t seed, const chaos_case& instead) const;

  checked_result run(const scenario& s, const run_watch& watch) const;

  /// The faults of a scenario that are not its file's.
  std::vector<fault_spec> plan_of(const scenario& s) const;
  /// The command that runs this again.
  std::string command_for(std::uint64_t seed, const chaos_case& instead) const;
  std::string name() const { return arguments_.file.value_or("built in"); }
  bool is_virtual() const { return arguments_.clock == "virtual"; }

private:
  explicit chaos_runs(const chaos_arguments& arguments) : arguments_(arguments) {}

  scenario_or_problems read(std::uint64_t seed, scenario_overrides overrides) const;

  chaos_arguments arguments_;
  std::string text_; ///< of the file
  std::uint64_t market_seed_ = 1;
  std::size_t own_faults_ = 0; ///< of the file
  std::shared_ptr<shared_inputs> inputs_ = std::make_shared<shared_inputs>();
  std::shared_ptr<const run_inputs> real_inputs_;
};

} // namespace simrun
