#include "actors/wiring.hpp"

#include "actors/fault_link.hpp"

namespace simrun {

namespace {

template <class Message>
void tell_dispatcher(supervisor_actor::pointer self, std::vector<instance>& all, Message message) {
  tell_live<dispatcher_actor>(self, all, component::dispatcher, std::move(message));
}

/// How one instance is to know another, through whatever stands between the two.
template <class Handle>
Handle known_to(const std::string& from, const instance& to, const run_setup& setup) {
  return as_seen_by(from, to.name, handle_of<Handle>(to), setup);
}

void introduce_to_dispatcher(supervisor_actor::pointer self, std::vector<instance>& all, const instance& i,
                             const run_setup& setup) {
  const auto* d = find_single(all, component::dispatcher);
  if (!d->life.up())
    return;
  const auto dispatcher = handle_of<dispatcher_actor>(*d);
  const auto reply_to = [&] { return known_to<dispatcher_actor>(i.name, *d, setup); };
  const auto incarnation = i.life.incarnation();
  switch (i.kind) {
  case component::cache:
    return self->send(dispatcher,
                      cache_up{known_to<cache_actor>(d->name, i, setup), incarnation, reply_to()});
  case component::fallback:
    return self->send(dispatcher,
                      fallback_up{known_to<extractor_actor>(d->name, i, setup), incarnation, reply_to()});
  case component::extractor:
    return self->send(dispatcher, worker_up{i.worker, incarnation,
                                            known_to<extractor_actor>(d->name, i, setup), reply_to()});
  case component::load_generator:
    return self->send(dispatcher, generator_up{known_to<load_generator_actor>(d->name, i, setup)});
  case component::dispatcher:
  case component::environment:
    return;
  }
}

/// An environment and the generator learn of each other, whichever of them is fresh.
void introduce_environment(supervisor_actor::pointer self, const instance& environment,
                           const instance& generator) {
  if (!environment.life.up() || !generator.life.up())
    return;
  const auto handle = handle_of<environment_actor>(environment);
  const auto issuer = handle_of<load_generator_actor>(generator);
  self->send(issuer, environment_up{environment.worker, handle});
  self->send(handle, generator_up{issuer});
}

void introduce_environments(supervisor_actor::pointer self, std::vector<instance>& all,
                            const instance& fresh) {
  const auto& generator = *find_single(all, component::load_generator);
  for (const auto& other : all)
    if (other.kind == component::environment && (&other == &fresh || &generator == &fresh))
      introduce_environment(self, other, generator);
}

void introduce_to_generator(supervisor_actor::pointer self, std::vector<instance>& all,
                            const instance& dispatcher, const run_setup& setup) {
  const auto* generator = find_single(all, component::load_generator);
  if (generator->life.up())
    self->send(handle_of<load_generator_actor>(*generator),
               dispatcher_up{known_to<dispatcher_actor>(generator->name, dispatcher, setup),
                             dispatcher.life.incarnation()});
}

} // namespace

void introduce(supervisor_actor::pointer self, std::vector<instance>& all, const instance& fresh,
               const run_setup& setup) {
  if (fresh.kind == component::environment)
    return introduce_environments(self, all, fresh);
  if (fresh.kind != component::dispatcher)
    introduce_to_dispatcher(self, all, fresh, setup);
  else
    for (const auto& other : all)
      if (other.life.up())
        introduce_to_dispatcher(self, all, other, setup);
  // Last: when requests come, the dispatcher knows everybody.
  const auto* dispatcher = find_single(all, component::dispatcher);
  if ((fresh.kind == component::dispatcher || fresh.kind == component::load_generator) &&
      dispatcher->life.up())
    introduce_to_generator(self, all, *dispatcher, setup);
  if (fresh.kind == component::load_generator)
    introduce_environments(self, all, fresh);
}

void announce_death(supervisor_actor::pointer self, std::vector<instance>& all, const instance& dead) {
  const auto incarnation = dead.life.incarnation();
  switch (dead.kind) {
  case component::cache:
    return tell_dispatcher(self, all, cache_down{incarnation});
  case component::fallback:
    return tell_dispatcher(self, all, fallback_down{incarnation});
  case component::extractor:
    return tell_dispatcher(self, all, worker_down{dead.worker, incarnation});
  case component::dispatcher:
    return tell_live<load_generator_actor>(self, all, component::load_generator,
                                           dispatcher_down{incarnation});
  case component::load_generator:
  case component::environment:
    return;
  }
}

} // namespace simrun
