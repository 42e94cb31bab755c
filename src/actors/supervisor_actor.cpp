#include "actors/supervisor_actor.hpp"

#include "actors/cache_actor.hpp"
#include "actors/dispatcher_actor.hpp"
#include "actors/extractor_actor.hpp"
#include "actors/instance_table.hpp"

#include <algorithm>

namespace simrun {

namespace {

struct supervisor_state {
  supervisor_state(const run_setup& run, generator_audience who)
      : setup(run), audience(std::move(who)), instances(instances_of(run.scenario)) {}

  instance* find(component kind) {
    const auto found = std::ranges::find(instances, kind, &instance::kind);
    return found == instances.end() ? nullptr : &*found;
  }

  const run_setup& setup;
  generator_audience audience;
  std::vector<instance> instances;
  bool ready_announced = false;
  bool begun = false;
  bool interrupted = false;
  bool stopping = false;
};

using self_pointer = supervisor_actor::stateful_pointer<std::optional<supervisor_state>>;

supervisor_state& state_of(self_pointer self) {
  return *self->state;
}

template <class Handle>
Handle handle_of(const instance& i) {
  return caf::actor_cast<Handle>(i.handle);
}

/// Sends where the component exists and lives.
template <class Handle, class Message>
void tell_live(self_pointer self, component kind, Message message) {
  if (auto* i = state_of(self).find(kind); i && i->up)
    self->send(handle_of<Handle>(*i), std::move(message));
}

extractor_actor spawn_worker(self_pointer self, std::size_t index, instance& i) {
  auto& s = state_of(self);
  const bool fallback = i.kind == component::fallback;
  const worker_role role{index, fallback ? fallback_worker : i.worker, i.incarnation};
  if (s.setup.runtime.is_virtual())
    return spawn_simulated_extractor(s.setup, self, role,
                                     fallback ? s.setup.scenario.fallback.service
                                              : s.setup.scenario.extractor.service);
  i.stop = std::stop_source();
  return spawn_extractor(s.setup, self, role, i.stop.get_token());
}

caf::actor spawn_instance(self_pointer self, std::size_t index, instance& i) {
  auto& s = state_of(self);
  const auto untyped = [](const auto& handle) { return caf::actor_cast<caf::actor>(handle); };
  switch (i.kind) {
  case component::cache:
    return untyped(spawn_cache(s.setup));
  case component::dispatcher:
    return untyped(spawn_dispatcher(s.setup, s.audience.monitor, s.audience.chaos, i.incarnation));
  case component::load_generator:
    return untyped(spawn_load_generator(s.setup, s.audience, i.incarnation,
                                        i.incarnation == 0 ? time_point::min() : i.died_at));
  case component::fallback:
  case component::extractor:
    break;
  }
  return untyped(spawn_worker(self, index, i));
}

bool announces_itself(const instance& i) {
  return i.kind == component::fallback || i.kind == component::extractor;
}

/// Tells the dispatcher of somebody it routes to.
void introduce_to_dispatcher(self_pointer self, const instance& i) {
  switch (i.kind) {
  case component::cache:
    return tell_live<dispatcher_actor>(self, component::dispatcher,
                                       cache_up{handle_of<cache_actor>(i), i.incarnation});
  case component::fallback:
    return tell_live<dispatcher_actor>(self, component::dispatcher,
                                       fallback_up{handle_of<extractor_actor>(i), i.incarnation});
  case component::extractor:
    return tell_live<dispatcher_actor>(self, component::dispatcher,
                                       worker_up{i.worker, i.incarnation, handle_of<extractor_actor>(i)});
  case component::load_generator:
    return tell_live<dispatcher_actor>(self, component::dispatcher,
                                       generator_up{handle_of<load_generator_actor>(i)});
  case component::dispatcher:
    return;
  }
}

void introduce_dispatcher(self_pointer self, const instance& dispatcher) {
  for (const auto& other : state_of(self).instances)
    if (other.up)
      introduce_to_dispatcher(self, other);
  // Last: when requests come, the dispatcher knows everybody.
  tell_live<load_generator_actor>(
      self, component::load_generator,
      dispatcher_up{handle_of<dispatcher_actor>(dispatcher), dispatcher.incarnation});
}

void introduce_generator(self_pointer self, const instance& generator) {
  auto& s = state_of(self);
  introduce_to_dispatcher(self, generator);
  const auto handle = handle_of<load_generator_actor>(generator);
  if (const auto* d = s.find(component::dispatcher); d->up)
    self->send(handle, dispatcher_up{handle_of<dispatcher_actor>(*d), d->incarnation});
  if (s.interrupted)
    self->send(handle, interrupt{});
  if (s.begun)
    self->send(handle, begin_run{});
}

void announce_ready(self_pointer self) {
  auto& s = state_of(self);
  if (s.ready_announced || !std::ranges::all_of(s.instances, &instance::up))
    return;
  s.ready_announced = true;
  self->send(s.audience.controller, system_ready{});
}

void wire_in(self_pointer self, instance& i) {
  auto& s = state_of(self);
  i.up = true;
  if (i.kind == component::dispatcher)
    introduce_dispatcher(self, i);
  else if (i.kind == component::load_generator)
    introduce_generator(self, i);
  else
    introduce_to_dispatcher(self, i);
  if (i.fault) {
    self->send(s.audience.chaos, instance_up{*i.fault, i.name});
    i.fault.reset();
  }
  announce_ready(self);
}

void bring_up(self_pointer self, std::size_t index) {
  auto& i = state_of(self).instances[index];
  i.held_down = false;
  i.handle = spawn_instance(self, index, i);
  self->monitor(i.handle);
  if (!announces_itself(i))
    wire_in(self, i);
}

/// Overtakes what stands in the mailbox: a killed actor does not work off its queue first.
void kill(instance& i) {
  i.stop.request_stop();
  caf::anon_send<caf::message_priority::high>(i.handle,
                                              caf::exit_msg{i.handle.address(), caf::exit_reason::kill});
}

void kill_by_fault(self_pointer self, std::size_t fault) {
  const auto& spec = state_of(self).setup.faults.faults()[fault].spec;
  for (auto& i : state_of(self).instances) {
    if (!hits(spec.target, i) || !i.up)
      continue;
    i.fault = fault;
    i.held_down = spec.lasts.has_value();
    kill(i);
  }
}

void announce_death(self_pointer self, const instance& i) {
  switch (i.kind) {
  case component::cache:
    return tell_live<dispatcher_actor>(self, component::dispatcher, cache_down{i.incarnation});
  case component::fallback:
    return tell_live<dispatcher_actor>(self, component::dispatcher, fallback_down{i.incarnation});
  case component::extractor:
    return tell_live<dispatcher_actor>(self, component::dispatcher, worker_down{i.worker, i.incarnation});
  case component::dispatcher:
    return tell_live<load_generator_actor>(self, component::load_generator, dispatcher_down{i.incarnation});
  case component::load_generator:
    return;
  }
}

void on_death(self_pointer self, const caf::actor_addr& who) {
  auto& s = state_of(self);
  const auto found =
      std::ranges::find(s.instances, who, [](const instance& i) { return i.handle.address(); });
  if (found == s.instances.end() || s.stopping)
    return;
  auto& i = *found;
  i.up = false;
  i.handle = nullptr;
  i.died_at = s.setup.runtime.now();
  announce_death(self, i);
  if (i.fault)
    self->send(s.audience.chaos, instance_down{*i.fault, i.name, i.incarnation});
  ++i.incarnation;
  if (!i.held_down)
    s.setup.runtime.remind(self, i.died_at + s.setup.scenario.supervisor.restart_delay,
                           restart_due{static_cast<std::size_t>(found - s.instances.begin()), i.incarnation});
}

void restore(self_pointer self, std::size_t fault) {
  auto& instances = state_of(self).instances;
  for (std::size_t index = 0; index < instances.size(); ++index)
    if (instances[index].fault == fault && instances[index].held_down && !instances[index].handle)
      bring_up(self, index);
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
  self->set_down_handler([self](const caf::down_msg& down) { on_death(self, down.source); });
  for (std::size_t index = 0; index < state_of(self).instances.size(); ++index)
    bring_up(self, index);
  return {
      [self](const instance_ready& ready) {
        auto& i = state_of(self).instances[ready.instance];
        if (i.incarnation == ready.incarnation && i.handle)
          wire_in(self, i);
      },
      [self](const restart_due& due) {
        const auto& i = state_of(self).instances[due.instance];
        if (i.incarnation == due.incarnation && !i.handle && !state_of(self).stopping)
          bring_up(self, due.instance);
      },
      [self](const kill_order& order) { kill_by_fault(self, order.fault); },
      [self](const restore_order& order) { restore(self, order.fault); },
      [self](begin_run) {
        state_of(self).begun = true;
        tell_live<load_generator_actor>(self, component::load_generator, begin_run{});
      },
      [self](snapshot_order) {
        tell_live<load_generator_actor>(self, component::load_generator, snapshot_order{});
        tell_live<dispatcher_actor>(self, component::dispatcher, snapshot_order{});
      },
      [self](interrupt) {
        state_of(self).interrupted = true;
        tell_live<load_generator_actor>(self, component::load_generator, interrupt{});
      },
      [self](stop_all) { stop_everything(self); },
  };
}

} // namespace

supervisor_actor spawn_supervisor(const run_setup& setup, const generator_audience& audience) {
  return setup.runtime.system().spawn(supervise, std::cref(setup), audience);
}

} // namespace simrun
