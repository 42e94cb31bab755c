#pragma once

#include "core/circuit_breaker.hpp"
#include "core/clock_kind.hpp"
#include "core/outcome.hpp"
#include "core/requirement.hpp"
#include "core/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// Draining: the load is over and requests are still open. Healing: none is, and a fault is still active.
enum class live_phase : std::uint8_t { starting, warm_up, measuring, draining, healing, done };

std::string_view name_of(live_phase phase) noexcept;

/// In milliseconds; none where nothing ended.
struct live_latency {
  std::optional<double> p50_ms, p95_ms, p99_ms;
};

/// Requests per second, over the last second or so.
struct live_rates {
  std::optional<double> target_rps; ///< what the load pattern asks for; none where it follows the answers
  double issued_rps = 0;
  double successful_rps = 0;
  std::array<double, outcome_kinds> by_outcome_rps{};
};

struct live_worker {
  std::string name;       ///< "extractor[1]"
  std::string_view state; ///< "idle", "busy", "late", "down", or what a fault makes of it: "paused"
};

struct live_fault {
  std::string text; ///< "kill extractor at 5s for 2s"
  time_point since;
  std::optional<time_point> until{}; ///< none while it is active
};

/// Of what was counted so far: more may come that turns it.
enum class live_standing : std::uint8_t { undecided, holds, violated };

std::string_view name_of(live_standing standing) noexcept;

struct live_requirement {
  std::string text;
  std::string metric;
  simrun::severity severity = simrun::severity::critical;
  std::optional<double> value{}; ///< in the metric's unit; of one with `over` the worst window's
  live_standing standing = live_standing::undecided;
};

/// An alert that is raised now.
struct live_alert {
  std::string severity; ///< "critical" or "warning"
  std::string rule;     ///< "latency_p95 > 100 ms"
  std::string message;
  time_point since;
};

/// What somebody who watches a run sees at one moment. A plain value.
struct live_state {
  static constexpr std::size_t recent_max = 120;     ///< points of a sparkline
  static constexpr std::size_t past_faults_max = 50; ///< the newest

  std::uint64_t run = 0;    ///< counts the runs of a feed, from 1; the feed sets both
  std::uint64_t number = 0; ///< counts the updates of a feed, from 1

  std::string name; ///< of the scenario
  clock_kind clock = clock_kind::real;
  duration warmup{};
  duration measured{}; ///< as long as it is to be
  time_point now;
  live_phase phase = live_phase::starting;

  live_rates rates;
  live_latency latency_now;     ///< of what ended in the last second or so
  live_latency latency_overall; ///< of the measured part so far
  outcome_counts outcomes;      ///< of the measured part so far
  std::uint64_t warmup_issued = 0;

  std::uint64_t queue_depth = 0;   ///< requests that waited for a worker, the most since the last update
  std::uint64_t open_requests = 0; ///< issued and not ended
  std::vector<live_worker> workers;
  std::optional<double> workers_busy; ///< share of their time, over the last second or so
  breaker_state breaker = breaker_state::closed;
  std::optional<double> cache_hit_rate;  ///< share of the requests that ended in the last second or so
  std::optional<double> cpu_utilization; ///< share of the machine; none on the virtual clock
  std::optional<double> memory_mb;

  std::vector<live_fault> faults;      ///< active, the oldest first
  std::vector<live_fault> past_faults; ///< over
  std::vector<live_requirement> requirements;
  std::vector<live_alert> alerts;
  std::vector<std::optional<double>> recent_p95_ms; ///< interval by interval, the newest last

  std::uint64_t updates_skipped = 0; ///< were due while the monitor was slow; what a reader lost is its own
};

/// Requests that succeeded per second of the measured part so far.
double throughput_so_far(const live_state& s) noexcept;

} // namespace simrun
