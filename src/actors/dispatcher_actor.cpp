#include "actors/dispatcher_actor.hpp"

#include "core/dispatcher.hpp"
#include "monitor/dispatcher_audit.hpp"

namespace simrun {

namespace {

dispatcher_config config_of(const scenario& s) {
  return {s.extractor.workers, s.extractor.batch_max, s.extractor.queue_max, s.fallback.enabled,
          attempt_timeout(s),  probe_timeout(s),      s.dispatcher.breaker};
}

struct dispatcher_state {
  dispatcher_state(const run_setup& run, monitor_actor m, chaos_actor c, std::uint32_t number)
      : setup(run),
        monitor(std::move(m)),
        chaos(std::move(c)),
        incarnation(number),
        core(config_of(run.scenario)),
        workers(run.scenario.extractor.workers) {
    if (run.audit)
      audit.emplace(*run.audit, attempt_timeout(run.scenario));
  }

  ~dispatcher_state() { caf::anon_send(monitor, snapshot(std::nullopt, 0)); }

  dispatcher_snapshot snapshot(std::optional<time_point> at, std::size_t mailbox) {
    auto statistics = core.statistics();
    auto& breaker = core.breaker();
    statistics.breaker_not_closed = breaker.time_not_closed(at);
    const queue_depths depths{core.take_queue_peak(), mailbox, breaker.take_worst()};
    auto workers_shown = setup.live ? core.worker_standings() : std::vector<worker_standing>{};
    return {incarnation, ++snapshots,
            at,          statistics,
            depths,      breaker.take_changes(),
            core.open(), std::move(workers_shown)};
  }

  const run_setup& setup;
  monitor_actor monitor;
  chaos_actor chaos;
  std::uint32_t incarnation;
  dispatcher core;
  std::vector<worker_up> workers;
  fallback_up fallback;
  cache_up cache;
  load_generator_actor generator;
  std::uint64_t snapshots = 0;
  std::optional<time_point> timer; ///< the next one that is set and counts
  std::optional<dispatcher_audit> audit;
  time_point handling; ///< the time that the core was told last
};

using self_pointer = dispatcher_actor::stateful_pointer<std::optional<dispatcher_state>>;

dispatcher_state& state_of(self_pointer self) {
  return *self->state;
}

/// For the core: whoever checks it has to know what it was told.
time_point now(self_pointer self) {
  auto& s = state_of(self);
  return s.handling = s.setup.now("dispatcher");
}

/// One timer counts at a time, the earliest; those before it that were set for later are ignored when they
/// come.
void set_timer(self_pointer self) {
  auto& s = state_of(self);
  const auto next = s.core.next_timer();
  if (!next || (s.timer && *s.timer <= *next))
    return;
  s.timer = next;
  s.setup.runtime.remind(self, *next, timeout_due{*next});
}

/// Sends what the core decided. Messages to the dead vanish; the core has been told of every death.
void perform(self_pointer self) {
  auto& s = state_of(self);
  if (s.audit)
    s.audit->acted(s.core, s.handling, self->mailbox().size());
  auto& todo = s.core.actions();
  if (!todo.probes.empty() && s.cache.handle)
    self->send(s.cache.handle, cache_probes{std::move(todo.probes), s.cache.reply_to});
  if (!todo.stores.empty() && s.cache.handle)
    self->send(s.cache.handle, cache_stores{std::move(todo.stores)});
  for (auto& order : todo.work) {
    const auto& worker = s.workers[order.worker];
    self->send(worker.handle, work_order{std::move(order), worker.reply_to});
  }
  for (auto& order : todo.fallbacks)
    self->send(s.fallback.handle, work_order{std::move(order), s.fallback.reply_to});
  if (!todo.completions.empty() && s.generator)
    self->send(s.generator, completions{std::move(todo.completions)});
  todo.clear();
  set_timer(self);
}

void on_timer(self_pointer self, time_point at) {
  auto& s = state_of(self);
  if (s.timer != at)
    return;
  s.timer.reset();
  s.core.on_timer(now(self));
  perform(self);
}

/// Tells the evidence how many requests somebody had who died, and routes them on.
void lose(self_pointer self, std::string instance, std::uint32_t incarnation, std::size_t requests) {
  self->send(state_of(self).chaos, requests_hit{std::move(instance), incarnation, requests});
  perform(self);
}

void lose_worker(self_pointer self, const worker_down& down) {
  const auto requests = state_of(self).core.on_worker_down(down.worker, down.incarnation, now(self));
  auto& s = state_of(self);
  if (s.audit)
    s.audit->worker_died(down.worker, down.incarnation, requests, s.handling);
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
        if (auto& s = state_of(self); s.audit)
          s.audit->arrived(x.requests, s.handling);
        perform(self);
      },
      [=](const cache_answers& x) {
        core().on_cache_answers(x.answers, now(self));
        perform(self);
      },
      [=](const work_report& x) {
        core().on_work_done(x, now(self));
        if (auto& audit = state_of(self).audit)
          audit->reported(x);
        perform(self);
      },
      [=](const worker_up& x) {
        state_of(self).workers[x.worker] = x;
        core().on_worker_up(x.worker, x.incarnation, now(self));
        perform(self);
      },
      [=](const worker_down& x) { lose_worker(self, x); },
      [=](const cache_up& x) {
        state_of(self).cache = x;
        core().on_cache_up();
      },
      [=](const cache_down& x) {
        state_of(self).cache = {};
        lose(self, "cache", x.incarnation, core().on_cache_down(now(self)));
      },
      [=](const fallback_up& x) {
        state_of(self).fallback = x;
        core().on_fallback_up(x.incarnation, now(self));
        perform(self);
      },
      [=](const fallback_down& x) {
        lose(self, "fallback", x.incarnation, core().on_fallback_down(x.incarnation, now(self)));
      },
      [=](const generator_up& x) { state_of(self).generator = x.handle; },
      [=](const timeout_due& due) { on_timer(self, due.at); },
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
