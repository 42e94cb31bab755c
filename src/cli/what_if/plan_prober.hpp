#pragma once

#include "cli/progress_display.hpp"
#include "cli/shared_inputs.hpp"
#include "monitor/run_result.hpp"
#include "planning/capacity_plan.hpp"
#include "report/what_if/plan_report.hpp"

#include <atomic>
#include <map>
#include <tuple>
#include <vector>

namespace simrun {

/// Answers the questions of a plan by simulation, several seeds at a time, and remembers what it has run.
class plan_prober {
public:
  /// `base` is checked, on the virtual clock, and has a load that can be scaled. `interrupted` outlives this.
  plan_prober(scenario base, double load_rps, unsigned threads, const std::atomic<bool>& interrupted,
              bool show_progress);

  /// With how many of the probe's seeds every critical requirement held. Zero, at once, after an interruption
  /// or a run that broke: then the search ends soon, and its answer is nothing.
  std::uint32_t ask(const capacity_probe& probe);

  /// The results of a probe that was asked, by seed.
  std::vector<const run_result*> results_of(const capacity_probe& probe) const;
  /// What was asked, in order.
  const std::vector<plan_probe>& probes() const noexcept { return probes_; }
  bool is_cut_short() const noexcept { return broken_ || interrupted_; }
  /// Removes the progress line.
  void end_progress() { display_.clear(); }

private:
  /// Workers, percent of the load, and the number of the seed.
  using run_key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

  scenario scenario_for(const run_key& key) const;
  void run_what_is_missing(const capacity_probe& probe);
  plan_probe digest_of(const capacity_probe& probe) const;

  scenario base_;
  double load_rps_;
  unsigned threads_;
  const std::atomic<bool>& interrupted_;
  progress_display display_;
  shared_inputs inputs_;
  std::map<run_key, run_result> runs_;
  std::vector<plan_probe> probes_;
  bool broken_ = false;
};

} // namespace simrun
