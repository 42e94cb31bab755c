#include "actors/run_scenario.hpp"

#include "actors/assemble_result.hpp"
#include "actors/run_controller_actor.hpp"

#include <memory>
#include <mutex>

namespace simrun {

namespace {

/// The record of the run, handed from an actor's thread to the one that waits.
class handover {
public:
  /// The first one counts.
  void put(run_record record) {
    const std::scoped_lock lock(mutex_);
    if (record_)
      return;
    record_ = std::move(record);
    done_ = true;
  }
  bool done() const noexcept { return done_; }
  run_record take() { return std::move(*record_); }

private:
  std::mutex mutex_;
  std::optional<run_record> record_;
  std::atomic<bool> done_ = false;
};

run_record broken_run(std::string reason) {
  run_record record;
  record.broken = std::move(reason);
  return record;
}

fault_plan plan_of(const scenario& s) {
  return {s.faults, bounds_of_faults(s), random_stream(seed_of(s, "faults"), "faults")};
}

audit_counts held_by(const fault_board& board) {
  audit_counts counts;
  counts.held_max = board.held_max();
  counts.held_at_end = board.held();
  return counts;
}

run_record run_actors(const run_setup& setup, const run_watch& watch) {
  const auto record = std::make_shared<handover>();
  const auto controller = spawn_run_controller(setup, [record](run_record r) { record->put(std::move(r)); });
  setup.runtime.adopt(caf::actor_cast<caf::actor>(controller), "run_controller");
  caf::actor_cast<caf::actor>(controller)->attach_functor([record] {
    record->put(broken_run("The run broke: its controller died."));
  });
  const auto poll = [&] {
    if (watch.interrupted)
      caf::anon_send(controller, interrupt{});
    if (watch.progress && setup.runtime.is_started())
      watch.progress(setup.runtime.now());
  };
  if (!setup.runtime.run_until([&record] { return record->done(); }, poll))
    return broken_run("The run broke: its actors wait for each other for ever.");
  return record->take();
}

} // namespace

run_result run_scenario(const scenario& s, const run_inputs& inputs, const run_watch& watch) {
  // The setup outlives the actors, and they end with the runtime.
  auto time = s.clock == clock_kind::virtual_time ? runtime::virtual_time() : runtime::real_time();
  const auto plan = plan_of(s);
  fault_board board(plan, random_stream(seed_of(s, "faults"), "fault effects"));
  const run_setup setup{s,      inputs,      *time,      plan,          zone_layout(s),
                        &board, watch.audit, watch.live, watch.on_alert};
  if (watch.live)
    watch.live->begin_run();
  if (s.seeds.schedule)
    time->jitter(random_stream(*s.seeds.schedule, "schedule"));
  event_trace own;
  auto& trace = watch.trace ? *watch.trace : own;
  time->trace_into(trace);
  const auto record = run_actors(setup, watch);
  // The digest is of the run, not of how its actors are taken down.
  const auto digest = trace.digest();
  const auto events = trace.count();
  board.close();
  time.reset();
  if (watch.audit)
    watch.audit->add(held_by(board));

  auto r = assemble_result(s, record);
  if (s.clock == clock_kind::virtual_time) {
    r.event_digest = digest;
    r.events = events;
  }
  return r;
}

std::string actor_framework_version() {
  return std::to_string(CAF_MAJOR_VERSION) + "." + std::to_string(CAF_MINOR_VERSION) + "." +
         std::to_string(CAF_PATCH_VERSION);
}

} // namespace simrun
