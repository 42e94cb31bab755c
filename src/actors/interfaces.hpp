#pragma once

#include "actors/messages.hpp"

#include <caf/all.hpp>

// Handles travel in messages too, so the interfaces are named before the messages that carry them.
namespace simrun {

template <class Message>
using tell = caf::reacts_to<Message>;

struct work_order;
struct cache_probes;
struct dispatcher_up;
struct worker_up;
struct cache_up;
struct fallback_up;
struct generator_up;
struct environment_up;
struct supervisor_up;
struct orphans;

using load_generator_actor = caf::typed_actor<
    // Start issuing.
    tell<begin_run>,
    // Issue what is due.
    tell<arrival_due>,
    // End what has passed its deadline.
    tell<deadline_due>,
    // Close requests that were answered.
    tell<completions>,
    // Send to this dispatcher from now on.
    tell<dispatcher_up>,
    // Say how many requests the dead dispatcher had.
    tell<dispatcher_down>,
    // Send the monitor a snapshot.
    tell<snapshot_order>,
    // Issue what this environment asks for, and tell it what became of that.
    tell<environment_up>, tell<feature_wish>,
    // That was all it will ask for.
    tell<episodes_over>,
    // The schedule is over, though nothing may have been due for long.
    tell<load_over>,
    // Issue nothing more.
    tell<interrupt>>;

using environment_actor = caf::typed_actor<
    // Ask this generator from now on.
    tell<generator_up>,
    // Begin the first episode.
    tell<begin_run>,
    // Take the next action.
    tell<step_due>,
    // Finish the step.
    tell<features_delivered>,
    // Send the monitor a report.
    tell<snapshot_order>>;

using dispatcher_actor = caf::typed_actor<
    // Place requests.
    tell<arrivals>,
    // Go on with what the cache knows, or does not.
    tell<cache_answers>,
    // Free the worker, close its requests.
    tell<work_report>,
    // Somebody lives, or has died: route accordingly.
    tell<worker_up>, tell<worker_down>, tell<cache_up>, tell<cache_down>, tell<fallback_up>,
    tell<fallback_down>, tell<generator_up>,
    // Look who owes an answer.
    tell<timeout_due>,
    // Send the monitor a snapshot.
    tell<snapshot_order>>;

using extractor_actor = caf::typed_actor<
    // Extract features of a batch and report to the one who ordered.
    tell<work_order>>;

using cache_actor = caf::typed_actor<
    // Look windows up and answer the one who asked.
    tell<cache_probes>,
    // Keep features.
    tell<cache_stores>,
    // Do what a fault says, and tell the evidence.
    tell<cache_order>>;

using monitor_actor = caf::typed_actor<
    // Ask this supervisor for snapshots, and when it is gone those it looked after.
    tell<supervisor_up>, tell<orphans>,
    // Start the interval series.
    tell<begin_run>,
    // Close an interval: ask for snapshots.
    tell<interval_due>,
    // Publish how the run is, and ask for snapshots.
    tell<look_due>,
    // Keep the newest of each incarnation.
    tell<load_snapshot>, tell<dispatcher_snapshot>,
    // Set the requests that were due against the faults that were active.
    tell<load_slices>, tell<fault_seen>,
    // Keep the longest.
    tell<cold_start>,
    // Keep the newest.
    tell<environment_report>,
    // Ask for the last snapshots, then send the run controller the books.
    tell<close_books>, tell<hand_over_due>>;

using chaos_actor = caf::typed_actor<
    // Give orders to this supervisor.
    tell<supervisor_up>,
    // Set the timers of the plan.
    tell<begin_run>,
    // Have the supervisor do it, or undo it.
    tell<fault_due>, tell<heal_due>,
    // Take down the evidence.
    tell<instance_down>, tell<instance_up>, tell<cache_changed>, tell<fault_missed>, tell<fault_endured>,
    tell<requests_hit>,
    // Fire nothing more.
    tell<interrupt>,
    // Send the run controller the evidence.
    tell<close_plan>>;

using supervisor_actor = caf::typed_actor<
    // Wire in an instance that has set itself up, or note why it can't be.
    tell<instance_ready>, tell<instance_failed>,
    // Remember where the next generator is to go on.
    tell<generator_gone>,
    // Respawn what died on its own.
    tell<restart_due>,
    // Do what a fault says, and undo it.
    tell<kill_order>, tell<restore_order>, tell<cache_order>,
    // Pass it on to the generator, whoever it is now.
    tell<begin_run>, tell<snapshot_order>, tell<interrupt>,
    // Tell the run controller how every instance is.
    tell<component_roll>,
    // Kill everything, in the order in which requests flow.
    tell<stop_all>>;

using run_controller_actor = caf::typed_actor<
    // Set the clock and let the run begin, or give up.
    tell<system_ready>, tell<start_failed>,
    // Take down what nobody planned.
    tell<crash_report>, tell<given_up>,
    // End the run early: a requirement that must not be lost was.
    tell<requirement_lost>,
    // Both are needed to close the books.
    tell<load_finished>, tell<plan_finished>,
    // End early, with a result.
    tell<interrupt>,
    // Kill who looks after the run, as a fault says.
    tell<kill_order>,
    // Do not wait for ever.
    tell<patience_over>, tell<drain_over>,
    // Put together what the run leaves behind.
    tell<books>, tell<fault_report>, tell<component_states>>;

/// A batch, and who wants to hear of it.
struct work_order {
  work_batch_order batch;
  dispatcher_actor report_to;
};
/// Windows to be looked up, and who wants to know.
struct cache_probes {
  std::vector<cache_probe> probes;
  dispatcher_actor answer_to;
};
struct dispatcher_up {
  dispatcher_actor handle;
  std::uint32_t incarnation = 0;
};
/// Somebody lives; `reply_to` is how it is to know the dispatcher.
struct worker_up {
  std::uint32_t worker = 0;
  std::uint32_t incarnation = 0;
  extractor_actor handle;
  dispatcher_actor reply_to;
};
struct cache_up {
  cache_actor handle;
  std::uint32_t incarnation = 0;
  dispatcher_actor reply_to;
};
struct fallback_up {
  extractor_actor handle;
  std::uint32_t incarnation = 0;
  dispatcher_actor reply_to;
};
struct generator_up {
  load_generator_actor handle;
};
struct environment_up {
  std::uint32_t environment = 0;
  environment_actor handle;
};
struct supervisor_up {
  supervisor_actor handle;
};
/// The supervisor is gone, and these live on; null who does not.
struct orphans {
  load_generator_actor generator;
  dispatcher_actor dispatcher;
};

} // namespace simrun

// Messages stay inside the process, so none of them is serialised.
// clang-format off
#define SIMRUN_FOR_EACH_MESSAGE(X) \
  X(arrival_due) \
  X(arrivals) \
  X(begin_run) \
  X(books) \
  X(cache_answers) \
  X(cache_changed) \
  X(cache_down) \
  X(cache_order) \
  X(cache_probes) \
  X(cache_stores) \
  X(cache_up) \
  X(close_books) \
  X(close_plan) \
  X(cold_start) \
  X(completions) \
  X(component_roll) \
  X(component_states) \
  X(crash_report) \
  X(deadline_due) \
  X(dispatcher_down) \
  X(dispatcher_snapshot) \
  X(dispatcher_up) \
  X(drain_over) \
  X(environment_report) \
  X(environment_up) \
  X(episodes_over) \
  X(fallback_down) \
  X(fallback_up) \
  X(fault_due) \
  X(fault_endured) \
  X(fault_missed) \
  X(fault_report) \
  X(fault_seen) \
  X(feature_wish) \
  X(features_delivered) \
  X(generator_gone) \
  X(generator_up) \
  X(given_up) \
  X(hand_over_due) \
  X(heal_due) \
  X(instance_down) \
  X(instance_failed) \
  X(instance_ready) \
  X(instance_up) \
  X(interrupt) \
  X(interval_due) \
  X(kill_order) \
  X(load_finished) \
  X(load_over) \
  X(load_slices) \
  X(load_snapshot) \
  X(look_due) \
  X(orphans) \
  X(patience_over) \
  X(plan_finished) \
  X(requirement_lost) \
  X(requests_hit) \
  X(restart_due) \
  X(restore_order) \
  X(snapshot_order) \
  X(start_failed) \
  X(step_due) \
  X(stop_all) \
  X(supervisor_up) \
  X(system_ready) \
  X(timeout_due) \
  X(work_order) \
  X(work_report) \
  X(worker_down) \
  X(worker_up)
// clang-format on

CAF_BEGIN_TYPE_ID_BLOCK(simrun, first_custom_type_id)
#define SIMRUN_TYPE_ID(name) CAF_ADD_TYPE_ID(simrun, (simrun::name))
SIMRUN_FOR_EACH_MESSAGE(SIMRUN_TYPE_ID)
#undef SIMRUN_TYPE_ID
CAF_END_TYPE_ID_BLOCK(simrun)

#define SIMRUN_IN_PROCESS(name) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(simrun::name)
SIMRUN_FOR_EACH_MESSAGE(SIMRUN_IN_PROCESS)
#undef SIMRUN_IN_PROCESS
