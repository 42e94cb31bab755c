#include "actors/run_controller_actor.hpp"

#include "actors/chaos_actor.hpp"
#include "actors/monitor_actor.hpp"
#include "actors/supervisor_actor.hpp"

#include <algorithm>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// Longer than any component needs; past it something is broken, and the run says what.
constexpr duration patience = 60s;

struct run_controller_state {
  run_controller_state(const run_setup& run, std::function<void(run_record)> f)
      : setup(run), finish(std::move(f)) {}

  const run_setup& setup;
  std::function<void(run_record)> finish;
  monitor_actor monitor;
  chaos_actor chaos;
  supervisor_actor supervisor;
  run_phase phase = run_phase::starting;
  bool load_is_finished = false;
  bool plan_is_finished = false;
  std::optional<books> counted;
  std::optional<fault_report> evidence;
  run_record record;
};

using self_pointer = run_controller_actor::stateful_pointer<std::optional<run_controller_state>>;

run_controller_state& state_of(self_pointer self) {
  return *self->state;
}

void enter(self_pointer self, run_phase phase, time_point expected_end) {
  auto& s = state_of(self);
  s.phase = phase;
  s.setup.runtime.remind(self, expected_end + patience, patience_over{phase});
}

void start(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase != run_phase::starting)
    return;
  s.setup.runtime.start_clock(s.setup.scenario.warmup);
  enter(self, run_phase::running,
        run_start + s.setup.scenario.duration_measured + s.setup.scenario.extractor.timeout);
  // The evidence and the books first: they are to see the first request.
  self->send(s.chaos, begin_run{});
  self->send(s.monitor, begin_run{});
  self->send(s.supervisor, begin_run{});
}

void close(self_pointer self) {
  auto& s = state_of(self);
  enter(self, run_phase::closing, s.setup.runtime.now());
  if (!s.record.interrupted)
    s.record.measured = s.setup.scenario.duration_measured;
  self->send(s.monitor, close_books{});
  self->send(s.chaos, close_plan{});
}

void close_if_done(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase == run_phase::running && s.load_is_finished && (s.plan_is_finished || s.record.interrupted))
    close(self);
}

void stop_early(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase != run_phase::running || s.record.interrupted)
    return;
  s.record.interrupted = true;
  s.record.measured =
      std::clamp(s.setup.runtime.now() - run_start, duration(0), s.setup.scenario.duration_measured);
  self->send(s.supervisor, interrupt{});
  close_if_done(self);
}

void finish(self_pointer self) {
  auto& s = state_of(self);
  s.phase = run_phase::closed;
  if (s.counted)
    s.record.books = std::move(*s.counted);
  if (s.evidence)
    s.record.faults = std::move(*s.evidence);
  self->send(s.supervisor, stop_all{});
  caf::anon_send_exit(s.monitor, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(s.chaos, caf::exit_reason::user_shutdown);
  s.finish(std::move(s.record));
  self->quit();
}

void finish_if_closed(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase == run_phase::closing && s.counted && s.evidence)
    finish(self);
}

/// A run that was interrupted before it began, or that hangs, still ends with what there is.
void give_up(self_pointer self, run_phase phase) {
  auto& s = state_of(self);
  if (s.phase != phase)
    return;
  if (!s.record.stuck_in)
    s.record.stuck_in = phase;
  if (phase == run_phase::running)
    close(self);
  else
    finish(self);
}

run_controller_actor::behavior_type control_run(self_pointer self, const run_setup& setup,
                                                const std::function<void(run_record)>& finish_with) {
  self->state.emplace(setup, finish_with);
  auto& s = state_of(self);
  const run_controller_actor me = self;
  s.monitor = spawn_monitor(setup, me);
  s.chaos = spawn_chaos(setup, me);
  s.supervisor = spawn_supervisor(setup, {s.monitor, s.chaos, me});
  self->send(s.monitor, supervisor_up{s.supervisor});
  self->send(s.chaos, supervisor_up{s.supervisor});
  enter(self, run_phase::starting, setup.runtime.now());
  return {
      [self](system_ready) { start(self); },
      [self](load_finished) {
        state_of(self).load_is_finished = true;
        close_if_done(self);
      },
      [self](plan_finished) {
        state_of(self).plan_is_finished = true;
        close_if_done(self);
      },
      [self](interrupt) { stop_early(self); },
      [self](const patience_over& over) { give_up(self, over.phase); },
      [self](const books& counted) {
        state_of(self).counted = counted;
        finish_if_closed(self);
      },
      [self](const fault_report& evidence) {
        state_of(self).evidence = evidence;
        finish_if_closed(self);
      },
  };
}

} // namespace

run_controller_actor spawn_run_controller(const run_setup& setup, std::function<void(run_record)> finish) {
  return setup.runtime.system().spawn(control_run, std::cref(setup), std::move(finish));
}

} // namespace simrun
