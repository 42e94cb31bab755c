#include "actors/run_controller_actor.hpp"

#include "actors/chaos_actor.hpp"
#include "actors/monitor_actor.hpp"
#include "actors/supervisor_actor.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// Longer than any component needs; past it something is broken, and the run says what.
constexpr duration patience = 60s;
/// Past the end of the load, for faults whose victims take their time to come up again.
constexpr duration healing_max = 10s;
constexpr std::size_t crashes_kept = 100;

std::string_view describe(run_phase phase) {
  switch (phase) {
  case run_phase::starting:
    return "its components did not come up";
  case run_phase::running:
    return "its requests did not end";
  case run_phase::closing:
  case run_phase::closed:
    break;
  }
  return "its books were not handed over";
}

struct run_controller_state {
  run_controller_state(const run_setup& run, std::function<void(run_record)> f)
      : setup(run), finish(std::move(f)) {}

  const run_setup& setup;
  std::function<void(run_record)> finish;
  monitor_actor monitor;
  chaos_actor chaos;
  supervisor_actor supervisor;
  run_phase phase = run_phase::starting;
  std::optional<time_point> load_finished_at;
  bool plan_is_finished = false;
  std::optional<books> counted;
  std::optional<fault_report> evidence;
  std::optional<component_states> roll;
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

/// A number of requests is measured for as long as it took.
duration length_measured(const run_controller_state& s) {
  const auto whole = s.setup.scenario.duration_measured;
  if (!ends_by_count(s.setup.scenario.load) || !s.load_finished_at)
    return whole;
  return std::clamp(*s.load_finished_at - run_start, duration(0), whole);
}

void close(self_pointer self) {
  auto& s = state_of(self);
  enter(self, run_phase::closing, s.setup.runtime.now());
  if (s.setup.audit)
    s.setup.audit->close();
  if (!s.record.interrupted)
    s.record.measured = length_measured(s);
  self->send(s.monitor, close_books{});
  self->send(s.chaos, close_plan{});
  self->send(s.supervisor, component_roll{});
}

void close_if_done(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase != run_phase::running || !s.load_finished_at)
    return;
  if (s.plan_is_finished || s.record.interrupted)
    close(self);
  else
    s.setup.runtime.remind(self, s.setup.runtime.now() + healing_max, healing_over{});
}

void finish(self_pointer self);

void stop_early(self_pointer self) {
  auto& s = state_of(self);
  if (s.record.interrupted || s.phase == run_phase::closing || s.phase == run_phase::closed)
    return;
  s.record.interrupted = true;
  if (s.phase == run_phase::starting)
    return finish(self);
  s.record.measured =
      std::clamp(s.setup.runtime.now() - run_start, duration(0), s.setup.scenario.duration_measured);
  self->send(s.chaos, interrupt{});
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
  if (s.roll)
    s.record.components = std::move(s.roll->states);
  self->send(s.supervisor, stop_all{});
  caf::anon_send_exit(s.monitor, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(s.chaos, caf::exit_reason::user_shutdown);
  s.finish(std::move(s.record));
  self->quit();
}

void finish_if_closed(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase == run_phase::closing && s.counted && s.evidence && s.roll)
    finish(self);
}

/// What can't go on still ends, with what there is.
void break_off(self_pointer self, std::string reason) {
  auto& s = state_of(self);
  if (s.phase == run_phase::closed)
    return;
  if (!s.record.broken)
    s.record.broken = std::move(reason);
  finish(self);
}

void give_up(self_pointer self, run_phase phase) {
  auto& s = state_of(self);
  if (s.phase != phase)
    return;
  if (phase != run_phase::running)
    return break_off(self, fmt::format("The run hung: {}.", describe(phase)));
  s.record.broken = fmt::format("The run hung: {}.", describe(phase));
  close(self);
}

/// Nobody respawns those who keep the books and the others alive: without them a run is no measurement.
void on_death(self_pointer self, const caf::actor_addr& who) {
  const auto& s = state_of(self);
  const auto* name = who == s.monitor.address()      ? "monitor"
                     : who == s.chaos.address()      ? "chaos"
                     : who == s.supervisor.address() ? "supervisor"
                                                     : nullptr;
  if (name)
    break_off(self, fmt::format("The run broke: its {} died.", name));
}

void spawn_staff(self_pointer self) {
  auto& s = state_of(self);
  const run_controller_actor me = self;
  s.monitor = spawn_monitor(s.setup, me);
  s.chaos = spawn_chaos(s.setup, s.monitor, me);
  s.supervisor = spawn_supervisor(s.setup, {s.monitor, s.chaos, me});
  self->send(s.monitor, supervisor_up{s.supervisor});
  self->send(s.chaos, supervisor_up{s.supervisor});
  self->set_down_handler([self](const caf::down_msg& down) { on_death(self, down.source); });
  const auto adopt = [self, &s](const auto& handle, const char* name) {
    self->monitor(handle);
    s.setup.runtime.adopt(caf::actor_cast<caf::actor>(handle), name);
  };
  adopt(s.monitor, "monitor");
  adopt(s.chaos, "chaos");
  adopt(s.supervisor, "supervisor");
}

run_controller_actor::behavior_type control_run(self_pointer self, const run_setup& setup,
                                                const std::function<void(run_record)>& finish_with) {
  self->state.emplace(setup, finish_with);
  spawn_staff(self);
  enter(self, run_phase::starting, setup.runtime.now());
  return {
      [self](system_ready) { start(self); },
      [self](load_finished) {
        auto& s = state_of(self);
        if (!s.load_finished_at)
          s.load_finished_at = s.setup.runtime.now();
        close_if_done(self);
      },
      [self](plan_finished) {
        state_of(self).plan_is_finished = true;
        close_if_done(self);
      },
      [self](interrupt) { stop_early(self); },
      [self](const requirement_lost& lost) {
        auto& s = state_of(self);
        if (s.phase == run_phase::running && !s.record.interrupted)
          s.record.aborted_by = lost.text;
        stop_early(self);
      },
      [self](const start_failed& failed) {
        break_off(self, fmt::format("The run could not start: {}.", failed.reason));
      },
      [self](const crash_report& crash) {
        auto& crashes = state_of(self).record.crashes;
        if (crashes.size() < crashes_kept)
          crashes.push_back(crash);
      },
      [self](const given_up& gone) { state_of(self).record.given_up.push_back(gone.instance); },
      [self](healing_over) {
        if (state_of(self).phase == run_phase::running)
          close(self);
      },
      [self](const patience_over& over) { give_up(self, over.phase); },
      [self](const books& counted) {
        state_of(self).counted = counted;
        finish_if_closed(self);
      },
      [self](const fault_report& evidence) {
        state_of(self).evidence = evidence;
        finish_if_closed(self);
      },
      [self](const component_states& roll) {
        state_of(self).roll = roll;
        finish_if_closed(self);
      },
  };
}

} // namespace

run_controller_actor spawn_run_controller(const run_setup& setup, std::function<void(run_record)> finish) {
  return setup.runtime.system().spawn(control_run, std::cref(setup), std::move(finish));
}

} // namespace simrun
