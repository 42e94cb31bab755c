#pragma once

#include "core/requirement.hpp"
#include "monitor/liveness.hpp"
#include "monitor/load_statistics.hpp"
#include "monitor/run_result.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace simrun {

/// What was measured of a load group.
struct group_evidence {
  std::span<const std::pair<std::string, double>> metrics;
  const load_statistics& load;
};

/// All that a verdict rests on.
struct evidence {
  std::span<const requirement> requirements;
  std::span<const std::pair<std::string, double>> metrics;
  const load_statistics& load;
  bool real_clock = true;
  /// How many requests the schedule had for the measured part, or up to the interruption; none where the
  /// load follows the answers.
  std::optional<std::uint64_t> due = std::nullopt;
  /// A sentence for each fault that did not fire or heal.
  std::span<const std::string> unproven_faults = {};
  /// Of each requirement, in their order; may be empty where none has `over`.
  std::span<const window_record> windows = {};
  /// The requirement that was lost and ended the run, by its text. It fails, and samples that the others
  /// still lack are no reason not to trust that.
  std::optional<std::string> aborted_by = std::nullopt;
  /// Of each requirement, in their order: how many samples count as one. Empty: each counts.
  std::span<const double> design_effects = {};
  /// Of memory, in MB per hour.
  std::optional<trend> memory_growth = std::nullopt;
  /// Of the scenario's load groups, in their order.
  std::span<const group_evidence> groups = {};
  /// Of the requests that were due while a fault was active: of all, then of each load group.
  std::span<const group_evidence> during_faults = {};
  /// The same of those that were due while none was.
  std::span<const group_evidence> while_healthy = {};
  /// Some fault healed, and the system was not seen to recover: what recovery_time_max says is a lower bound.
  bool never_recovered = false;
  /// What the system owes after its last fault, as it was seen.
  liveness_judgement liveness = {};
};

struct judgement {
  simrun::verdict verdict = verdict::invalid;
  std::vector<std::string> invalid_reasons;
  bool disturbed = false; ///< some of those speak of the run as a whole, not of one requirement
  std::vector<requirement_result> requirements; ///< in the order of the evidence
  std::vector<alert> alerts;
};

/// Decides. A run whose numbers can't be trusted is invalid, whatever they say; else one critical
/// requirement that does not hold fails it, and so does a system that did not come back after its faults. A
/// requirement on a percentile is decided by the binomial rule, and one on the growth of memory fails only
/// where the whole confidence interval is past the bound; one for which the samples are too few is a reason
/// not to trust the run. Warnings never do either: a warning that does not hold, or that can't be decided, is
/// an alert.
judgement judge(const evidence& found);

} // namespace simrun
