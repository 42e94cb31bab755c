#include "actors/wiring.hpp"

namespace simrun {

namespace {

template <class Message>
void tell_dispatcher(supervisor_actor::pointer self, std::vector<instance>& all, Message message) {
  tell_live<dispatcher_actor>(self, all, component::dispatcher, std::move(message));
}

void introduce_to_dispatcher(supervisor_actor::pointer self, std::vector<instance>& all, const instance& i) {
  const auto incarnation = i.life.incarnation();
  switch (i.kind) {
  case component::cache:
    return tell_dispatcher(self, all, cache_up{handle_of<cache_actor>(i), incarnation});
  case component::fallback:
    return tell_dispatcher(self, all, fallback_up{handle_of<extractor_actor>(i), incarnation});
  case component::extractor:
    return tell_dispatcher(self, all, worker_up{i.worker, incarnation, handle_of<extractor_actor>(i)});
  case component::load_generator:
    return tell_dispatcher(self, all, generator_up{handle_of<load_generator_actor>(i)});
  case component::dispatcher:
    return;
  }
}

dispatcher_up describe_dispatcher(const instance& dispatcher) {
  return {handle_of<dispatcher_actor>(dispatcher), dispatcher.life.incarnation()};
}

void introduce_dispatcher(supervisor_actor::pointer self, std::vector<instance>& all, const instance& fresh) {
  for (const auto& other : all)
    if (other.life.up())
      introduce_to_dispatcher(self, all, other);
  // Last: when requests come, the dispatcher knows everybody.
  tell_live<load_generator_actor>(self, all, component::load_generator, describe_dispatcher(fresh));
}

} // namespace

void introduce(supervisor_actor::pointer self, std::vector<instance>& all, const instance& fresh) {
  if (fresh.kind == component::dispatcher)
    return introduce_dispatcher(self, all, fresh);
  introduce_to_dispatcher(self, all, fresh);
  if (fresh.kind != component::load_generator)
    return;
  if (const auto* d = find_single(all, component::dispatcher); d->life.up())
    self->send(handle_of<load_generator_actor>(fresh), describe_dispatcher(*d));
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
    return;
  }
}

} // namespace simrun
