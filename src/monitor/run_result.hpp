#pragma once

#include "core/cpu_limit_record.hpp"
#include "core/fault_record.hpp"
#include "core/outcome.hpp"
#include "core/requirement.hpp"
#include "core/time.hpp"
#include "monitor/judge_percentile.hpp"
#include "monitor/latency_histogram.hpp"
#include "monitor/latency_map.hpp"
#include "monitor/metric_change.hpp"
#include "monitor/queue_depths.hpp"
#include "monitor/run_trends.hpp"
#include "monitor/search_record.hpp"
#include "monitor/window_watch.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

enum class verdict { passed, failed, invalid };

std::string_view name_of(verdict v) noexcept;

/// One second (or more, in very long runs) of a run.
struct interval {
  time_point start;
  duration width{};
  outcome_counts counts; ///< issued and ended within it
  std::optional<double> latency_p50_ms, latency_p95_ms, latency_p99_ms,
      latency_max_ms;                    ///< none where nothing ended
  std::optional<double> cpu_utilization; ///< none on the virtual clock
  std::optional<double> memory_mb;
  std::optional<double> heap_mb{};
  std::optional<std::uint64_t> open_descriptors{}, threads{};
  std::optional<queue_depths> depths{}; ///< none where no dispatcher was there to tell
};

struct requirement_result {
  requirement rule;
  std::optional<double> value; ///< none where nothing was measured
  bool holds = false;          ///< decided so; what is undecided does not hold
  /// Of a percentile; its decision is what `holds` says.
  std::optional<percentile_evidence> percentile{};

  std::optional<window_record> windows{}; ///< of one with `over`; `value` is then the worst of them
  std::optional<trend> growth{};          ///< of one on memory_growth_mb_per_hour: what its decision rests on

  /// Plainly, with a value that decides it.
  bool fails() const noexcept { return value && !holds && !undecided(); }
  bool undecided() const noexcept { return percentile && percentile->decided == decision::undecided; }
};

/// What became of the requests of a load group.
struct group_result {
  std::string name;
  std::vector<std::pair<std::string, double>> metrics; ///< those made from single requests
  outcome_counts outcomes;
};

/// How one of several trading environments did.
struct environment_result {
  std::string name;    ///< "environment[0]"
  std::string policy;  ///< "buy_and_hold"
  std::string symbols; ///< that it traded, with commas between
  /// Episodes and steps; how its portfolio did, on the mean of its finished episodes, or in the one that was
  /// going on where none had finished; where its features came from and how long they took.
  std::vector<std::pair<std::string, double>> metrics;
};

/// Something that somebody should have been told: a rule that was broken for a while, or a requirement of
/// severity "warning" that did not hold over the whole run.
struct alert {
  std::string severity; ///< "critical" or "warning"
  std::string message;
  std::string rule{};                ///< "latency_p95 > 100 ms"; empty for a requirement
  std::optional<time_point> start{}; ///< none: it is of the whole run
  std::optional<time_point> end{};   ///< none: it lasted until the end
  std::optional<double> peak{};      ///< the worst value, in the unit of its metric
};

/// Facts about where a run happened, in the order to print them. Those of wall clock and machine are left
/// out on the virtual clock.
using environment_facts = std::vector<std::pair<std::string, std::string>>;

/// Everything a run leaves behind; reports are made from this alone.
struct run_result {
  std::string scenario_name;
  std::string scenario_file;
  std::string clock; ///< "real" or "virtual"
  std::uint64_t seed = 0;
  std::vector<std::pair<std::string, std::uint64_t>>
      seeds{};         ///< of single dimensions, where they have their own
  duration measured{}; ///< length of the measured part, as it came out
  environment_facts environment;
  std::optional<std::string> started_at; ///< UTC, ISO 8601; none on the virtual clock
  std::string replay{};                  ///< the command line that repeats it; empty where nobody knows one

  simrun::verdict verdict = verdict::invalid;
  std::vector<std::string> invalid_reasons;
  bool interrupted = false;
  std::optional<std::uint64_t> event_digest; ///< of the event stream, on the virtual clock
  std::uint64_t events = 0;
  std::optional<std::string> aborted; ///< the requirement with `abort` that was lost, where one ended the run
  /// What did not come back after the last fault, a sentence each: the run fails.
  std::vector<std::string> not_recovered{};
  /// Something spoilt the run as a whole (a late generator, a crash): the reasons say what.
  bool disturbed = false;
  bool broken = false; ///< the run itself hung or lost a part it can not do without

  /// In the order of all_metrics(); behind them some of those of the requests that were due while a fault was
  /// active, "success_rate{during=fault}".
  std::vector<std::pair<std::string, double>> metrics;
  outcome_counts outcomes;
  outcome_counts warmup_outcomes; ///< issued before the measured part; counted for conservation only
  std::vector<std::pair<std::string, std::uint64_t>> failures{}; ///< reasons of failed requests, and how many
  std::vector<std::pair<std::string, latency_histogram>>
      histograms;                     ///< "latency", "latency{outcome=cached}", "latency{group=cold}", ...
  std::vector<group_result> groups{}; ///< in the scenario's order; none where there is one load
  std::vector<environment_result> environments{}; ///< none where a schedule, or users, were the load
  std::vector<interval> intervals;
  latency_map latencies{}; ///< their spread over time
  std::vector<breaker_change> breaker_changes{}; ///< the first of the run
  run_trends trends{};
  std::vector<fault_record> faults;
  std::vector<requirement_result> requirements;
  std::vector<alert> alerts;
  /// Of a search; all else is then of its last probe at the highest rate that held.
  std::optional<search_record> search{};
  std::optional<cpu_limit_record> cpu_limit{}; ///< of one whose processor time was limited
  std::optional<baseline_record> baseline{};   ///< of one that was compared with an earlier one

  std::optional<double> metric(std::string_view name) const;
  const latency_histogram* histogram(std::string_view name) const;
};

} // namespace simrun
