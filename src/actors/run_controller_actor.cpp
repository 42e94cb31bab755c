#include "actors/run_controller_actor.hpp"

#include "actors/chaos_actor.hpp"
#include "actors/monitor_actor.hpp"
#include "actors/staff.hpp"
#include "actors/supervisor_actor.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// Longer than any component needs; past it something is broken, and the run says what.
constexpr duration patience = 60s;
/// Past the end of the load, for faults whose victims take their time to come up again.
constexpr duration healing_max = 10s;
/// Past the last deadline, for requests of a load that nobody looks after any more.
constexpr duration drain_max = 1s;
/// What they leave who died comes at once, if at all.
constexpr duration last_words_max = 5s;
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
  simrun::staff staff;
  std::map<std::string_view, std::size_t> ordered_deaths; ///< of the staff: by which fault
  std::vector<std::string_view> lost;                     ///< of the staff
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

bool is_lost(const run_controller_state& s, std::string_view name) {
  return std::ranges::find(s.lost, name) != s.lost.end();
}

void enter(self_pointer self, run_phase phase, time_point expected_end) {
  auto& s = state_of(self);
  s.phase = phase;
  s.setup.runtime.remind(self, expected_end + (s.lost.empty() ? patience : last_words_max),
                         patience_over{phase});
}

void start(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase != run_phase::starting)
    return;
  s.setup.runtime.start_clock(s.setup.scenario.warmup);
  enter(self, run_phase::running,
        run_start + s.setup.scenario.duration_measured + s.setup.scenario.extractor.timeout);
  // The evidence and the books first: they are to see the first request.
  self->send(s.staff.chaos, begin_run{});
  self->send(s.staff.monitor, begin_run{});
  self->send(s.staff.supervisor, begin_run{});
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
  if (!s.record.cut_short)
    s.record.measured = length_measured(s);
  self->send(s.staff.monitor, close_books{});
  self->send(s.staff.chaos, close_plan{});
  self->send(s.staff.supervisor, component_roll{});
}

void close_if_done(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase != run_phase::running || !s.load_finished_at)
    return;
  if (s.plan_is_finished || s.record.cut_short)
    close(self);
  else
    s.setup.runtime.remind(self, s.setup.runtime.now() + healing_max, drain_over{});
}

void finish(self_pointer self);

void stop_load(self_pointer self) {
  auto& s = state_of(self);
  if (s.record.cut_short)
    return;
  s.record.cut_short = true;
  s.record.measured = std::clamp(s.setup.runtime.now() - run_start, duration(0), length_measured(s));
  self->send(s.staff.chaos, interrupt{});
  self->send(s.staff.supervisor, interrupt{});
}

void stop_early(self_pointer self) {
  auto& s = state_of(self);
  if (s.record.cut_short || s.phase == run_phase::closing || s.phase == run_phase::closed)
    return;
  s.record.interrupted = true;
  if (s.phase == run_phase::starting)
    return finish(self);
  stop_load(self);
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
  self->send(s.staff.supervisor, stop_all{});
  caf::anon_send_exit(s.staff.monitor, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(s.staff.chaos, caf::exit_reason::user_shutdown);
  s.finish(std::move(s.record));
  self->quit();
}

/// The evidence outlives the one who kept it; books and roll do not.
void finish_if_closed(self_pointer self) {
  auto& s = state_of(self);
  if (s.phase == run_phase::closing && (s.counted || is_lost(s, "monitor")) && s.evidence &&
      (s.roll || is_lost(s, "supervisor")))
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

std::string describe_loss(const run_controller_state& s, std::string_view name) {
  const auto ordered = s.ordered_deaths.find(name);
  const auto by = ordered == s.ordered_deaths.end()
                      ? ""
                      : fmt::format(" of '{}'", s.setup.faults.faults()[ordered->second].spec.text);
  const auto when = s.phase == run_phase::starting
                        ? "at its start"
                        : "at " + to_text(std::chrono::round<std::chrono::milliseconds>(
                                      s.setup.runtime.now().time_since_epoch()));
  return fmt::format("The run broke {}: its {} died{}{}.", when, name, by,
                     name == "monitor" ? ", and all that it had counted with it" : "");
}

/// The one who keeps the evidence can't see who dies; of its own death it told when it died.
void prove_death(self_pointer self, std::string_view name) {
  auto& s = state_of(self);
  const auto ordered = s.ordered_deaths.find(name);
  if (ordered == s.ordered_deaths.end() || name == "chaos")
    return;
  self->send(s.staff.chaos, instance_down{ordered->second, std::string(name)});
  self->send(s.staff.chaos, fault_endured{ordered->second, std::string(name)});
}

/// Without one of the staff a run is no measurement. What was counted is reported all the same.
void on_death(self_pointer self, const caf::actor_addr& who) {
  auto& s = state_of(self);
  const auto name = s.staff.name_of(who);
  if (name.empty() || s.phase == run_phase::closed)
    return;
  s.lost.push_back(name);
  prove_death(self, name);
  if (!s.record.broken)
    s.record.broken = describe_loss(s, name);
  if (s.phase == run_phase::starting)
    return finish(self);
  if (s.phase == run_phase::closing)
    return finish_if_closed(self);
  stop_load(self);
  // Nobody counts how the open requests end.
  if (name == "monitor")
    return close(self);
  s.setup.runtime.remind(self, s.setup.runtime.now() + s.setup.scenario.extractor.timeout + drain_max,
                         drain_over{});
  close_if_done(self);
}

void kill_by_fault(self_pointer self, std::size_t fault) {
  auto& s = state_of(self);
  const std::string_view name = s.setup.faults.faults()[fault].instances.front();
  if (is_lost(s, name))
    return self->send(s.staff.chaos, fault_missed{fault, std::string(name)});
  s.ordered_deaths.emplace(name, fault);
  s.staff.kill(name);
}

void spawn_staff(self_pointer self) {
  auto& s = state_of(self);
  const run_controller_actor me = self;
  s.staff.monitor = spawn_monitor(s.setup, me);
  s.staff.chaos = spawn_chaos(s.setup, s.staff.monitor, me);
  s.staff.supervisor = spawn_supervisor(s.setup, {s.staff.monitor, s.staff.chaos, me});
  self->send(s.staff.monitor, supervisor_up{s.staff.supervisor});
  self->send(s.staff.chaos, supervisor_up{s.staff.supervisor});
  self->set_down_handler([self](const caf::down_msg& down) { on_death(self, down.source); });
  const auto adopt = [self, &s](const auto& handle, const char* name) {
    self->monitor(handle);
    s.setup.runtime.adopt(caf::actor_cast<caf::actor>(handle), name);
  };
  adopt(s.staff.monitor, "monitor");
  adopt(s.staff.chaos, "chaos");
  adopt(s.staff.supervisor, "supervisor");
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
      [self](const kill_order& order) { kill_by_fault(self, order.fault); },
      [self](drain_over) {
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
