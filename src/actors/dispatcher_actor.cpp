#include "actors/dispatcher_actor.hpp"

#include "core/dispatcher.hpp"

namespace simrun {

namespace {

struct dispatcher_state {
  dispatcher_state(const run_setup& run, monitor_actor m, chaos_actor c, std::uint32_t number)
      : setup(run),
        monitor(std::move(m)),
        chaos(std::move(c)),
        incarnation(number),
        core({run.scenario.extractor.workers, run.scenario.extractor.batch_max,
              run.scenario.extractor.queue_max, run.scenario.fallback.enabled}),
        workers(run.scenario.extractor.workers) {}

  ~dispatcher_state() { caf::anon_send(monitor, snapshot(std::nullopt, 0)); }

  dispatcher_snapshot snapshot(std::optional<time_point> at, std::size_t mailbox) {
    return {incarnation, ++snapshots, at, core.statistics(), {core.take_queue_peak(), mailbox}, core.open()};
  }

  const run_setup& setup;
  monitor_actor monitor;
  chaos_actor chaos;
  std::uint32_t incarnation;
  dispatcher core;
  std::vector<extractor_actor> workers;
  extractor_actor fallback;
  cache_actor cache;
  load_generator_actor generator;
  std::uint64_t snapshots = 0;
};

using self_pointer = dispatcher_actor::stateful_pointer<std::optional<dispatcher_state>>;

dispatcher_state& state_of(self_pointer self) {
  return *self->state;
}

time_point now(self_pointer self) {
  return state_of(self).setup.runtime.now();
}

/// Sends what the core decided. Messages to the dead vanish; the core has been told of every death.
void perform(self_pointer self) {
  auto& s = state_of(self);
  auto& todo = s.core.actions();
  const auto me = caf::actor_cast<dispatcher_actor>(self);
  if (!todo.probes.empty() && s.cache)
    self->send(s.cache, cache_probes{std::move(todo.probes)});
  if (!todo.stores.empty() && s.cache)
    self->send(s.cache, cache_stores{std::move(todo.stores)});
  for (auto& order : todo.work) {
    const auto& worker = s.workers[order.worker];
    self->send(worker, work_order{std::move(order), me});
  }
  for (auto& order : todo.fallbacks)
    self->send(s.fallback, work_order{std::move(order), me});
  if (!todo.completions.empty() && s.generator)
    self->send(s.generator, completions{std::move(todo.completions)});
  todo.clear();
}

/// Tells the evidence how many requests somebody had who died, and routes them on.
void lose(self_pointer self, std::string instance, std::uint32_t incarnation, std::size_t requests) {
  self->send(state_of(self).chaos, requests_hit{std::move(instance), incarnation, requests});
  perform(self);
}

void lose_worker(self_pointer self, const worker_down& down) {
  const auto requests = state_of(self).core.on_worker_down(down.worker, down.incarnation, now(self));
  lose(self, extractor_name(down.worker), down.incarnation, requests);
}

dispatcher_actor::behavior_type dispatch(self_pointer self, const run_setup& setup,
                                         const monitor_actor& monitor, const chaos_actor& chaos,
                                         std::uint32_t incarnation) {
  self->state.emplace(setup, monitor, chaos, incarnation);
  auto& s = state_of(self);
  const auto core = [&s]() -> dispatcher& { return s.core; };
  return {
      [=](const arrivals& x) {
        core().on_arrivals(x.requests, now(self));
        perform(self);
      },
      [=](const cache_answers& x) {
        core().on_cache_answers(x.answers, now(self));
        perform(self);
      },
      [=](const work_report& x) {
        core().on_work_done(x, now(self));
        perform(self);
      },
      [=](const worker_up& x) {
        state_of(self).workers[x.worker] = x.handle;
        core().on_worker_up(x.worker, x.incarnation, now(self));
        perform(self);
      },
      [=](const worker_down& x) { lose_worker(self, x); },
      [=](const cache_up& x) {
        state_of(self).cache = x.handle;
        core().on_cache_up();
      },
      [=](const cache_down& x) {
        state_of(self).cache = nullptr;
        lose(self, "cache", x.incarnation, core().on_cache_down(now(self)));
      },
      [=](const fallback_up& x) {
        state_of(self).fallback = x.handle;
        core().on_fallback_up(x.incarnation, now(self));
        perform(self);
      },
      [=](const fallback_down& x) {
        lose(self, "fallback", x.incarnation, core().on_fallback_down(x.incarnation, now(self)));
      },
      [=](const generator_up& x) { state_of(self).generator = x.handle; },
      [=](const snapshot_order& order) {
        core().on_timer(now(self));
        perform(self);
        self->send(state_of(self).monitor, state_of(self).snapshot(order.at, self->mailbox().size()));
      },
  };
}

} // namespace

dispatcher_actor spawn_dispatcher(const run_setup& setup, const monitor_actor& monitor,
                                  const chaos_actor& chaos, std::uint32_t incarnation) {
  return setup.runtime.system().spawn(dispatch, std::cref(setup), monitor, chaos, incarnation);
}

} // namespace simrun
