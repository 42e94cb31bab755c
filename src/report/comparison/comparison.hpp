#pragma once

#include "monitor/metric_change.hpp"
#include "monitor/run_result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace simrun {

/// Two builds, or a build at two times, and what became of each metric. The method, with its measured rates
/// of false alarms and of changes found: docs/comparison.md.
struct build_comparison {
  std::string scenario;
  std::string base, now; ///< each in a line: file, seed, length, when
  std::size_t pairs = 0; ///< of runs; 0: one run each
  double minimum_effect = 0;
  std::vector<std::string> warnings; ///< what else differs, a sentence each
  std::vector<metric_change> changes;

  bool regressed() const noexcept;
};

struct comparison_options {
  double minimum_effect = 0.05;
  /// Of each interval, and that no metric of those that did not change is called better or worse.
  double confidence = 0.95;
};

/// One run against another. Intervals come from a bootstrap of blocks of neighbouring seconds; of the same
/// ones in both runs where they last equally long, as a scenario does the same things at the same times.
std::vector<metric_change> compare_results(const run_result& base, const run_result& now,
                                           const comparison_options& options = {});

/// Runs in pairs, one after the other on one machine, the same number of each: signed ranks of the
/// differences.
std::vector<metric_change> compare_pairs(const std::vector<run_result>& base,
                                         const std::vector<run_result>& now,
                                         const comparison_options& options = {});

/// For a person at a terminal; each with its tables alone, too.
std::string comparison_text(const build_comparison& c);
std::string changes_text(const std::vector<metric_change>& changes);
/// For a pull request.
std::string comparison_markdown(const build_comparison& c);
std::string changes_markdown(const std::vector<metric_change>& changes);
/// A page that needs nothing else.
std::string comparison_html(const build_comparison& c);
std::string comparison_json(const build_comparison& c);

} // namespace simrun
