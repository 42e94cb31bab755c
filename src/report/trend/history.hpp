#pragma once

#include "monitor/run_result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

/// A result of the history, and what to call it.
struct past_run {
  std::string name; ///< of its file, from the folder on
  run_result result;
};

/// A metric went to another level.
struct metric_step {
  std::size_t first_after = 0;  ///< index of the first run on the new level
  double before = 0, after = 0; ///< medians of the two levels
  double change = 0;            ///< as metric_change has it
  bool worse = false;
};

/// One run against all before it since the last change.
struct newest_step {
  double level = 0; ///< the median of those
  double change = 0;
  bool worse = false;
};

struct metric_trend {
  std::string name;
  std::vector<std::optional<double>> values; ///< one for each run
  std::vector<metric_step> steps;
  std::optional<newest_step> newest{}; ///< where the newest run surely stands out

  /// The newest run stands out to the worse, or is on a level that is worse than the one before.
  bool regressed() const noexcept;
};

/// Runs of one scenario under the same conditions, in the order they were made, and what became of each
/// metric.
struct history {
  std::string conditions; ///< of all its runs, in a line
  std::vector<std::string> runs;
  std::vector<metric_trend> metrics;

  bool regressed() const noexcept;
};

struct history_options {
  double minimum_effect = 0.05;
  std::optional<std::string> since{}; ///< the name of a run: those before it are left out
};

struct found_histories {
  std::vector<history> histories;
  std::vector<std::string> left_out; ///< runs that were cut short or disturbed, and why
};

/// A separate one for each scenario, clock and machine, in the order of their names. Runs are ordered by when
/// they were started; on the virtual clock, where results have no such time, by name, numbers in it by their
/// value. None where no run has the name of `since`. Changes of level come from E-divisive (see
/// monitor/statistics/level_changes.hpp); the newest run, of which there is only one, is held to Student's
/// distribution.
found_histories histories_of(std::vector<past_run> runs, const history_options& options = {});

/// For a person at a terminal: a line for each metric, with its course, and a line for each change.
std::string history_text(const history& h);
/// A page with a chart for each metric of each history.
std::string histories_html(const std::vector<history>& histories);

} // namespace simrun
