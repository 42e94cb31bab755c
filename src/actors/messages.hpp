#pragma once

#include "core/component_state.hpp"
#include "core/dispatcher_actions.hpp"
#include "core/fault_record.hpp"
#include "load/request_source.hpp"
#include "monitor/fault_evidence.hpp"
#include "monitor/load_counts.hpp"
#include "monitor/load_slice.hpp"
#include "monitor/queue_depths.hpp"
#include "monitor/run_result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

// Requests and their answers. All that is due at one moment goes out in one message.

/// Requests that are due.
struct arrivals {
  std::vector<arrival> requests;
};
/// Requests that ended.
struct completions {
  std::vector<completion> requests;
};
/// What became of a window that an environment asked features for.
struct delivered_features {
  outcome how = outcome::failed;
  features_ptr features{}; ///< null where there are none, and on the virtual clock where they are not computed
  duration latency{};
};
struct cache_answers {
  std::vector<cache_answer> answers;
};
struct cache_stores {
  std::vector<cache_entry> entries;
};

// Trading environments.

/// A step that an environment has taken.
struct step_record {
  time_point began;
  duration latency{};    ///< from its action to its observation
  duration extraction{}; ///< of that, it waited for features
  bool episode_over = false;
};
/// An environment asks for features, one window for each of its symbols. A later number takes the place of an
/// earlier one.
struct feature_wish {
  std::uint32_t environment = 0;
  std::uint64_t number = 0;
  time_point asked_at;
  std::vector<window_id> windows;
  std::optional<step_record> last{}; ///< the step before
};
/// All that a wish asked for has ended.
struct features_delivered {
  std::uint64_t number = 0;
  std::vector<delivered_features> parts; ///< in the order of the windows
};
/// An environment has done its episodes.
struct episodes_over {
  std::uint32_t environment = 0;
  std::optional<step_record> last{};
};
/// How an environment is doing. The newest is the one that counts.
struct environment_report {
  std::uint32_t environment = 0;
  environment_result so_far;
};

// Timers an actor sets for itself.

/// An environment's agent has thought.
struct step_due {
  std::uint64_t number = 0;
};

/// A request is due.
struct arrival_due {};
/// The deadline of the oldest open request has come.
struct deadline_due {};
/// An interval of the series has ended.
struct interval_due {};
/// Somebody watches the run: it is time to show how it is.
struct look_due {};
/// Whatever was sent before the books were closed has come.
struct hand_over_due {};
/// Somebody may owe the dispatcher an answer; `at` is the time it asked for.
struct timeout_due {
  time_point at;
};
/// The next fault of the plan is due.
struct fault_due {};
/// A fault with a length of its own is over.
struct heal_due {
  std::size_t fault = 0;
};

// Life of the components. An instance is a component, or one of several: "dispatcher", "extractor[1]".

/// The clock of the run has been set: it starts.
struct begin_run {};
/// An instance has set itself up and takes messages.
struct instance_ready {
  std::size_t instance = 0;
  std::uint32_t incarnation = 0;
  std::optional<duration> cold_start{}; ///< of an extractor, where it was measured
};
/// An extractor took so long from nothing to its first features.
struct cold_start {
  duration taken{};
};
/// An instance can't set itself up, or can't go on: it is about to die of that.
struct instance_failed {
  std::size_t instance = 0;
  std::uint32_t incarnation = 0;
  std::string reason;
};
/// A generator is gone, and this far it had come.
struct generator_gone {
  std::vector<load_progress> progress; ///< of each of its loads
};
/// The delay of the restart policy is over.
struct restart_due {
  std::size_t instance = 0;
  std::uint32_t incarnation = 0;
};
struct kill_order {
  std::size_t fault = 0;
};
struct restore_order {
  std::size_t fault = 0;
};
/// Forget everything, or be full of what nobody asks for.
struct cache_order {
  std::size_t fault = 0;
  bool fill = false;
};
/// It did, and so many entries came or went.
struct cache_changed {
  std::size_t fault = 0;
  std::uint64_t entries = 0;
};
struct instance_down {
  std::size_t fault = 0;
  std::string instance;
  std::uint32_t incarnation = 0;
};
struct instance_up {
  std::size_t fault = 0;
  std::string instance;
};
/// A fault found an instance down already.
struct fault_missed {
  std::size_t fault = 0;
  std::string instance;
};
/// A fault was the last death that the restart policy granted an instance: it will not heal there.
struct fault_endured {
  std::size_t fault = 0;
  std::string instance;
};
/// How many requests were in the hands of an instance that died.
struct requests_hit {
  std::string instance;
  std::uint32_t incarnation = 0;
  std::uint64_t requests = 0;
};

/// What the dispatcher and the generator are told when somebody dies.
struct worker_down {
  std::uint32_t worker = 0;
  std::uint32_t incarnation = 0;
};
struct cache_down {
  std::uint32_t incarnation = 0;
};
struct fallback_down {
  std::uint32_t incarnation = 0;
};
struct dispatcher_down {
  std::uint32_t incarnation = 0;
};

// Books.

/// Asks for a snapshot now; `at` says which moment of the run it is for.
struct snapshot_order {
  time_point at;
  bool look = false; ///< it is to be shown, and closes no interval
};
/// Everything a generator has counted since it was born. The highest sequence number of an incarnation
/// stands for all before it.
struct load_snapshot {
  std::uint32_t incarnation = 0;
  std::uint64_t sequence = 0;
  std::shared_ptr<const load_counts> statistics;
  bool look = false; ///< as it was ordered
};
/// Requests by when they were due. All that were due before `settled` have ended.
struct load_slices {
  time_point settled;
  std::vector<load_slice> slices;
};
/// When a fault fired and when it healed, as far as that was seen.
struct fault_seen {
  std::size_t fault = 0;
  std::optional<time_point> fired_at, healed_at;
};
struct dispatcher_snapshot {
  std::uint32_t incarnation = 0;
  std::uint64_t sequence = 0;
  std::optional<time_point> at; ///< none for the last one of an incarnation
  dispatcher_statistics statistics;
  queue_depths depths{};                         ///< since the snapshot before
  std::vector<breaker_change> breaker_changes{}; ///< since then, too
  std::uint64_t open = 0;                        ///< requests that are in its hands
  std::vector<worker_standing> workers{};        ///< of each extractor; none where nobody watches the run
};
/// The measured part is over and nothing is open: hand over what was counted.
struct close_books {};
/// What the monitor counted in the run.
struct books {
  std::shared_ptr<const load_counts> load;
  dispatcher_statistics dispatching;
  std::vector<interval> intervals;
  latency_map latencies;
  std::vector<breaker_change> breaker_changes; ///< the first of the run
  double cpu_utilization = 0;                  ///< 0 on the virtual clock, as is the memory
  double memory_mb_max = 0;
  std::optional<duration> cold_start; ///< the longest of all extractors; none where it was not measured
  std::vector<window_record> windows; ///< of each requirement
  std::vector<double> design_effects; ///< of each requirement, in a search
  fault_evidence faults;
  std::vector<alert> alerts;                      ///< raised while the run went on
  std::optional<std::uint64_t> live_updates_lost; ///< where a fault slowed the monitor
  std::vector<environment_result> environments;
  std::uint64_t left_open = 0; ///< requests still in the dispatcher's hands, where it was there to tell
};
/// How is everybody? The answer is the controller's.
struct component_roll {};
struct component_states {
  std::vector<component_state> states;
};
struct close_plan {};
struct fault_report {
  std::vector<fault_record> records;
  std::vector<std::string> unproven; ///< a sentence for each fault that did not fire or heal
};

// Phases.

enum class run_phase { starting, running, closing, closed };

/// Every component is up for the first time.
struct system_ready {};
/// They never will be, and why.
struct start_failed {
  std::string reason;
};
/// A component died, and no fault killed it.
struct crash_report {
  std::string instance;
  std::string reason;
};
/// A component died once more than the restart policy allows: the run goes on without it.
struct given_up {
  std::string instance;
};
/// The measured part is over.
struct load_over {};
/// The schedule is exhausted and nothing is open.
struct load_finished {};
/// Every fault has been healed.
struct plan_finished {};
/// The user asks the run to end: issue nothing more, let the open requests end.
struct interrupt {};
/// A requirement with `abort` can no longer hold: there is nothing more to learn.
struct requirement_lost {
  std::string text;
};
/// The load is over or was stopped, and what else the run waits for has not come within the time that takes.
struct drain_over {};
/// A phase has taken longer than it ever should.
struct patience_over {
  run_phase phase = run_phase::starting;
};
struct stop_all {};

} // namespace simrun
