#include "actors/chaos_actor.hpp"

#include "actors/host_burden.hpp"
#include "chaos/fault_form.hpp"
#include "chaos/fault_log.hpp"

#include <new>
#include <thread>

namespace simrun {

namespace {

/// More than any plan can cause; crashes could go on for ever.
constexpr std::size_t hits_max = 10'000;

struct chaos_state {
  chaos_state(const run_setup& run, monitor_actor m, run_controller_actor c)
      : setup(run), monitor(std::move(m)), controller(std::move(c)), plan(run.faults), log(run.faults) {}
  ~chaos_state();
  chaos_state(const chaos_state&) = delete;
  chaos_state& operator=(const chaos_state&) = delete;

  fault_report report();

  const run_setup& setup;
  monitor_actor monitor;
  run_controller_actor controller;
  supervisor_actor supervisor;
  fault_plan plan;
  fault_log log;
  host_burden burden;
  std::vector<requests_hit> hits; ///< entered at the end: a count may come before the death it belongs to
  bool interrupted = false;
  bool finished = false;
  std::optional<std::size_t> own_end; ///< the firing that is to kill this very actor
  bool reported = false;
};

fault_report chaos_state::report() {
  reported = true;
  for (const auto& hit : hits)
    log.affected(hit.instance, hit.incarnation, hit.requests);
  for (std::size_t firing = 0; firing < plan.faults().size(); ++firing) {
    const auto effect = setup.board->effect(firing);
    log.effect(firing, effect.messages, effect.requests);
  }
  const auto records = log.records();
  return {{records.begin(), records.end()}, log.unproven()};
}

/// The evidence outlives it. Nobody else could tell what it died of.
chaos_state::~chaos_state() {
  if (reported)
    return;
  if (own_end) {
    const auto now = setup.runtime.now();
    log.fired(*own_end, "chaos", 0, now);
    log.endured(*own_end, "chaos");
    caf::anon_send(monitor, fault_seen{*own_end, now, std::nullopt});
  }
  caf::anon_send(controller, report());
}

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

void tell_monitor(self_pointer self, std::size_t fault) {
  const auto& s = state_of(self);
  if (const auto& record = s.log.records()[fault]; record.fired_at)
    self->send(s.monitor, fault_seen{fault, record.fired_at, record.healed_at});
}

void see_fired(self_pointer self, std::size_t firing) {
  auto& s = state_of(self);
  for (const auto& instance : s.plan.faults()[firing].instances)
    s.log.fired(firing, instance, s.setup.runtime.now());
  tell_monitor(self, firing);
}

void see_healed(self_pointer self, std::size_t firing) {
  auto& s = state_of(self);
  for (const auto& instance : s.plan.faults()[firing].instances)
    s.log.healed(firing, instance, s.setup.runtime.now());
  tell_monitor(self, firing);
  finish_if_done(self);
}

/// False where there is not so much: it did not fire then.
bool take_memory(chaos_state& s, std::size_t firing, std::size_t megabytes) {
  try {
    s.burden.hog(firing, megabytes);
    return true;
  } catch (const std::bad_alloc&) {
    s.burden.end(firing);
    s.log.missed(firing, s.plan.faults()[firing].instances.front());
    return false;
  }
}

/// The supervisor kills those it looks after. Who looks after the run dies by the hand of the controller.
void order_kill(self_pointer self, std::size_t firing) {
  auto& s = state_of(self);
  const auto& spec = s.plan.faults()[firing].spec;
  if (!ends_run(spec))
    return self->send(s.supervisor, kill_order{firing});
  if (spec.target.component == "chaos")
    s.own_end = firing;
  self->send(s.controller, kill_order{firing});
}

void fire(self_pointer self, std::size_t firing) {
  auto& s = state_of(self);
  const auto& spec = s.plan.faults()[firing].spec;
  switch (spec.what) {
  case fault_kind::kill:
    return order_kill(self, firing);
  case fault_kind::flush:
  case fault_kind::fill:
    return self->send(s.supervisor, cache_order{firing, spec.what == fault_kind::fill});
  case fault_kind::burn:
    s.burden.burn(firing, spec.amount * std::thread::hardware_concurrency());
    break;
  case fault_kind::hog:
    if (!take_memory(s, firing, static_cast<std::size_t>(spec.amount)))
      return;
    break;
  default:
    s.setup.board->begin(firing);
  }
  see_fired(self, firing);
}

void heal(self_pointer self, std::size_t firing) {
  auto& s = state_of(self);
  if (s.plan.faults()[firing].spec.what == fault_kind::kill)
    return self->send(s.supervisor, restore_order{firing});
  s.burden.end(firing);
  s.setup.board->end(firing);
  see_healed(self, firing);
}

void fire_due(self_pointer self) {
  auto& s = state_of(self);
  const auto now = s.setup.runtime.now();
  while (const auto firing = s.interrupted ? std::nullopt : s.plan.take_due(now)) {
    fire(self, *firing);
    if (const auto heals = s.plan.faults()[*firing].heals)
      s.setup.runtime.remind(self, *heals, heal_due{*firing});
  }
  arm_next(self);
}

chaos_actor::behavior_type wreak_chaos(self_pointer self, const run_setup& setup,
                                       const monitor_actor& monitor, const run_controller_actor& controller) {
  self->state.emplace(setup, monitor, controller);
  return {
      [self](const supervisor_up& up) { state_of(self).supervisor = up.handle; },
      [self](begin_run) { arm_next(self); },
      [self](fault_due) { fire_due(self); },
      [self](const heal_due& due) { heal(self, due.fault); },
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
      [self](const cache_changed& changed) {
        auto& s = state_of(self);
        s.log.effect(changed.fault, 0, changed.entries);
        see_fired(self, changed.fault);
        see_healed(self, changed.fault);
      },
      [self](const fault_missed& missed) {
        state_of(self).log.missed(missed.fault, missed.instance);
        finish_if_done(self);
      },
      [self](const fault_endured& endured) {
        state_of(self).log.endured(endured.fault, endured.instance);
        finish_if_done(self);
      },
      [self](interrupt) { state_of(self).interrupted = true; },
      [self](const requests_hit& hit) {
        // Bounded by the plan: a death that no fault explains is no evidence.
        auto& s = state_of(self);
        if (hit.requests > 0 && s.hits.size() < hits_max)
          s.hits.push_back(hit);
      },
      [self](close_plan) { self->send(state_of(self).controller, state_of(self).report()); },
  };
}

} // namespace

chaos_actor spawn_chaos(const run_setup& setup, const monitor_actor& monitor,
                        const run_controller_actor& controller) {
  return setup.runtime.system().spawn(wreak_chaos, std::cref(setup), monitor, controller);
}

} // namespace simrun
