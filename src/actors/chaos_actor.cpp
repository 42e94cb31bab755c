#include "actors/chaos_actor.hpp"

#include "chaos/fault_log.hpp"

namespace simrun {

namespace {

/// More than any plan can cause; crashes could go on for ever.
constexpr std::size_t hits_max = 10'000;

struct chaos_state {
  chaos_state(const run_setup& run, monitor_actor m, run_controller_actor c)
      : setup(run), monitor(std::move(m)), controller(std::move(c)), plan(run.faults), log(run.faults) {}

  const run_setup& setup;
  monitor_actor monitor;
  run_controller_actor controller;
  supervisor_actor supervisor;
  fault_plan plan;
  fault_log log;
  std::vector<requests_hit> hits; ///< entered at the end: a count may come before the death it belongs to
  bool interrupted = false;
  bool finished = false;
};

using self_pointer = chaos_actor::stateful_pointer<std::optional<chaos_state>>;

chaos_state& state_of(self_pointer self) {
  return *self->state;
}

void finish_if_done(self_pointer self) {
  auto& s = state_of(self);
  if (s.finished || (s.plan.next_at() && !s.interrupted) || !s.log.all_settled())
    return;
  s.finished = true;
  self->send(s.controller, plan_finished{});
}

void arm_next(self_pointer self) {
  auto& s = state_of(self);
  if (const auto next = s.plan.next_at())
    s.setup.runtime.remind(self, *next, fault_due{});
  finish_if_done(self);
}

void fire_due(self_pointer self) {
  auto& s = state_of(self);
  const auto now = s.setup.runtime.now();
  while (const auto fault = s.interrupted ? std::nullopt : s.plan.take_due(now)) {
    const auto& planned = s.plan.faults()[*fault];
    if (planned.spec.what != fault_kind::kill) {
      for (const auto& instance : planned.instances)
        s.log.missed(*fault, instance);
      continue;
    }
    self->send(s.supervisor, kill_order{*fault});
    if (planned.heals)
      s.setup.runtime.remind(self, *planned.heals, heal_due{*fault});
  }
  arm_next(self);
}

void tell_monitor(self_pointer self, std::size_t fault) {
  const auto& s = state_of(self);
  if (const auto& record = s.log.records()[fault]; record.fired_at)
    self->send(s.monitor, fault_seen{fault, record.fired_at, record.healed_at});
}

fault_report report(chaos_state& s) {
  for (const auto& hit : s.hits)
    s.log.affected(hit.instance, hit.incarnation, hit.requests);
  const auto records = s.log.records();
  return {{records.begin(), records.end()}, s.log.unproven()};
}

chaos_actor::behavior_type wreak_chaos(self_pointer self, const run_setup& setup,
                                       const monitor_actor& monitor, const run_controller_actor& controller) {
  self->state.emplace(setup, monitor, controller);
  return {
      [self](const supervisor_up& up) { state_of(self).supervisor = up.handle; },
      [self](begin_run) { arm_next(self); },
      [self](fault_due) { fire_due(self); },
      [self](const heal_due& due) { self->send(state_of(self).supervisor, restore_order{due.fault}); },
      [self](const instance_down& down) {
        auto& s = state_of(self);
        s.log.fired(down.fault, down.instance, down.incarnation, s.setup.runtime.now());
        tell_monitor(self, down.fault);
      },
      [self](const instance_up& up) {
        auto& s = state_of(self);
        s.log.healed(up.fault, up.instance, s.setup.runtime.now());
        tell_monitor(self, up.fault);
        finish_if_done(self);
      },
      [self](const fault_missed& missed) {
        state_of(self).log.missed(missed.fault, missed.instance);
        finish_if_done(self);
      },
      [self](interrupt) { state_of(self).interrupted = true; },
      [self](const requests_hit& hit) {
        // Bounded by the plan: a death that no fault explains is no evidence.
        auto& s = state_of(self);
        if (hit.requests > 0 && s.hits.size() < hits_max)
          s.hits.push_back(hit);
      },
      [self](close_plan) { self->send(state_of(self).controller, report(state_of(self))); },
  };
}

} // namespace

chaos_actor spawn_chaos(const run_setup& setup, const monitor_actor& monitor,
                        const run_controller_actor& controller) {
  return setup.runtime.system().spawn(wreak_chaos, std::cref(setup), monitor, controller);
}

} // namespace simrun
