#include "actors/supervisor_actor.hpp"

#include "actors/spawn_instance.hpp"
#include "actors/wiring.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>

namespace simrun {

namespace {

struct supervisor_state {
  supervisor_state(const run_setup& run, generator_audience who)
      : setup(run), audience(std::move(who)), instances(instances_of(run.scenario)) {}
  ~supervisor_state();
  supervisor_state(const supervisor_state&) = delete;
  supervisor_state& operator=(const supervisor_state&) = delete;

  const run_setup& setup;
  generator_audience audience;
  std::vector<instance> instances;
  bool ready_announced = false;
  bool begun = false;
  bool interrupted = false;
  bool stopping = false;
};

/// A killed supervisor leaves the others to themselves: nothing more is issued, and what is open ends.
supervisor_state::~supervisor_state() {
  if (stopping)
    return;
  const auto* generator = find_single(instances, component::load_generator);
  const auto* dispatcher = find_single(instances, component::dispatcher);
  caf::anon_send(audience.monitor, orphans{handle_of<load_generator_actor>(*generator),
                                           handle_of<dispatcher_actor>(*dispatcher)});
  if (generator->handle)
    caf::anon_send(handle_of<load_generator_actor>(*generator), interrupt{});
  else
    caf::anon_send(audience.controller, load_finished{});
}

using self_pointer = supervisor_actor::stateful_pointer<std::optional<supervisor_state>>;

supervisor_state& state_of(self_pointer self) {
  return *self->state;
}

std::size_t index_of(const supervisor_state& s, const instance& i) {
  return static_cast<std::size_t>(&i - s.instances.data());
}

void announce_ready(self_pointer self) {
  auto& s = state_of(self);
  if (s.ready_announced || !std::ranges::all_of(s.instances, [](const instance& i) { return i.life.up(); }))
    return;
  s.ready_announced = true;
  self->send(s.audience.controller, system_ready{});
}

void wire_in(self_pointer self, instance& i) {
  auto& s = state_of(self);
  if (!i.life.ready(i.life.incarnation()))
    return;
  introduce(self, s.instances, i, s.setup);
  if (i.kind == component::load_generator && s.begun)
    self->send(handle_of<load_generator_actor>(i), begin_run{});
  if (i.kind == component::environment && s.begun)
    self->send(handle_of<environment_actor>(i), begin_run{});
  if (const auto fault = i.life.fault()) {
    self->send(s.audience.chaos, instance_up{*fault, i.name});
    i.life.recovered();
  }
  announce_ready(self);
}

void restart_later(self_pointer self, const instance& i) {
  auto& s = state_of(self);
  s.setup.runtime.remind(self, s.setup.runtime.now() + i.life.restart_delay(),
                         restart_due{index_of(s, i), i.life.incarnation()});
}

/// It stays down: the run goes on without it, and says so. The fault that killed it last need not heal.
void give_up(self_pointer self, const instance& i) {
  auto& s = state_of(self);
  self->send(s.audience.controller, given_up{i.name});
  if (const auto fault = i.life.fault())
    self->send(s.audience.chaos, fault_endured{*fault, i.name});
  // Nobody issues any more.
  if (i.kind == component::load_generator)
    self->send(s.audience.controller, load_finished{});
}

void settle_death(self_pointer self, instance& i);

void bring_up(self_pointer self, instance& i) {
  auto& s = state_of(self);
  if (s.interrupted && i.kind == component::load_generator)
    return;
  i.life.start();
  i.last_words.clear();
  try {
    i.handle = spawn_instance(s.setup, s.audience, index_of(s, i), i);
  } catch (const std::exception& e) {
    // No thread or no memory for it: the same as if it had died at birth.
    i.last_words = e.what();
    return settle_death(self, i);
  }
  self->monitor(i.handle);
  s.setup.runtime.adopt(i.handle, fmt::format("{}#{}", i.name, i.life.incarnation()));
  if (!announces_itself(i))
    wire_in(self, i);
}

/// A death that no fault explains is said aloud; before the run has begun it ends it.
void report_crash(self_pointer self, const instance& i) {
  auto& s = state_of(self);
  const auto reason = i.last_words.empty() ? "an unhandled exception" : i.last_words;
  if (s.ready_announced)
    self->send(s.audience.controller, crash_report{i.name, reason});
  else
    self->send(s.audience.controller, start_failed{i.name + ": " + reason});
}

void settle_death(self_pointer self, instance& i) {
  auto& s = state_of(self);
  const bool by_fault = i.life.now() == instance_life::state::dying;
  if (by_fault)
    self->send(s.audience.chaos, instance_down{*i.life.fault(), i.name, i.life.incarnation()});
  else
    report_crash(self, i);
  const auto next = i.life.died(s.setup.runtime.now());
  // What was open when the generator died has failed, and an interrupted run issues nothing more.
  if (i.kind == component::load_generator && s.interrupted)
    return self->send(s.audience.controller, load_finished{});
  if (next == after_death::restart_now)
    bring_up(self, i);
  else if (next == after_death::restart_later)
    restart_later(self, i);
  else if (next == after_death::give_up)
    give_up(self, i);
}

void on_death(self_pointer self, const caf::actor_addr& who) {
  auto& s = state_of(self);
  const auto found =
      std::ranges::find(s.instances, who, [](const instance& i) { return i.handle.address(); });
  if (found == s.instances.end() || s.stopping)
    return;
  found->handle = nullptr;
  announce_death(self, s.instances, *found);
  settle_death(self, *found);
}

/// Overtakes what stands in the mailbox: a killed actor does not work off its queue first.
void kill(instance& i) {
  i.stop.request_stop();
  caf::anon_send<caf::message_priority::high>(i.handle,
                                              caf::exit_msg{i.handle.address(), caf::exit_reason::kill});
}

void kill_by_fault(self_pointer self, std::size_t fault) {
  auto& s = state_of(self);
  const auto& planned = s.setup.faults.faults()[fault];
  const std::unordered_set<std::string_view> targets(planned.instances.begin(), planned.instances.end());
  for (auto& i : s.instances) {
    if (!targets.contains(i.name))
      continue;
    if (i.life.condemn(fault, planned.heals.has_value()))
      kill(i);
    else
      self->send(s.audience.chaos, fault_missed{fault, i.name});
  }
}

void restore(self_pointer self, std::size_t fault) {
  for (auto& i : state_of(self).instances)
    if (i.life.pardon(fault))
      bring_up(self, i);
}

/// On the cache, or on nobody where it is down.
void change_cache(self_pointer self, const cache_order& order) {
  auto& s = state_of(self);
  const auto* cache = find_single(s.instances, component::cache);
  if (cache->life.up())
    self->send(handle_of<cache_actor>(*cache), order);
  else
    self->send(s.audience.chaos, fault_missed{order.fault, cache->name});
}

void stop_issuing(self_pointer self) {
  auto& s = state_of(self);
  if (s.interrupted)
    return;
  s.interrupted = true;
  auto* generator = find_single(s.instances, component::load_generator);
  if (generator->life.up())
    self->send(handle_of<load_generator_actor>(*generator), interrupt{});
  else if (generator->life.now() == instance_life::state::down)
    self->send(s.audience.controller, load_finished{});
}

component_states take_roll(const supervisor_state& s) {
  component_states roll;
  for (const auto& i : s.instances)
    roll.states.push_back({i.name, std::string(name_of(i.life.now())), i.life.up()});
  return roll;
}

void stop_everything(self_pointer self) {
  auto& s = state_of(self);
  s.stopping = true;
  // The generator first, then along the way of a request.
  for (auto i = s.instances.rbegin(); i != s.instances.rend(); ++i)
    if (i->handle)
      kill(*i);
  self->quit();
}

supervisor_actor::behavior_type supervise(self_pointer self, const run_setup& setup,
                                          const generator_audience& audience) {
  self->state.emplace(setup, audience);
  auto& s = state_of(self);
  s.audience.supervisor = self;
  self->set_down_handler([self](const caf::down_msg& down) { on_death(self, down.source); });
  for (auto& i : s.instances)
    bring_up(self, i);
  return {
      [self](const instance_ready& ready) {
        auto& i = state_of(self).instances[ready.instance];
        if (ready.cold_start)
          self->send(state_of(self).audience.monitor, cold_start{*ready.cold_start});
        if (ready.incarnation == i.life.incarnation() && i.handle)
          wire_in(self, i);
      },
      [self](const instance_failed& failed) {
        auto& i = state_of(self).instances[failed.instance];
        if (failed.incarnation == i.life.incarnation())
          i.last_words = failed.reason;
      },
      [self](generator_gone gone) {
        find_single(state_of(self).instances, component::load_generator)->progress = gone.progress;
      },
      [self](const restart_due& due) {
        auto& i = state_of(self).instances[due.instance];
        if (i.life.may_restart(due.incarnation) && !state_of(self).stopping)
          bring_up(self, i);
      },
      [self](const kill_order& order) { kill_by_fault(self, order.fault); },
      [self](const restore_order& order) { restore(self, order.fault); },
      [self](const cache_order& order) { change_cache(self, order); },
      [self](begin_run) {
        auto& all = state_of(self).instances;
        state_of(self).begun = true;
        tell_live<load_generator_actor>(self, all, component::load_generator, begin_run{});
        tell_all<environment_actor>(self, all, component::environment, begin_run{});
      },
      [self](const snapshot_order& order) {
        auto& all = state_of(self).instances;
        tell_live<load_generator_actor>(self, all, component::load_generator, order);
        tell_live<dispatcher_actor>(self, all, component::dispatcher, order);
        tell_all<environment_actor>(self, all, component::environment, order);
      },
      [self](interrupt) { stop_issuing(self); },
      [self](component_roll) { self->send(state_of(self).audience.controller, take_roll(state_of(self))); },
      [self](stop_all) { stop_everything(self); },
  };
}

} // namespace

supervisor_actor spawn_supervisor(const run_setup& setup, const generator_audience& audience) {
  return setup.runtime.system().spawn(supervise, std::cref(setup), audience);
}

} // namespace simrun
