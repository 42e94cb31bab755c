#pragma once

#include "actors/instance_table.hpp"

namespace simrun {

// Who is told of whom. Messages to what is not up are not sent: it is told everything when it comes up.

/// An instance is up: those who talk to it learn its handle, and it learns theirs.
void introduce(supervisor_actor::pointer self, std::vector<instance>& all, const instance& fresh,
               const run_setup& setup);

/// An instance has died.
void announce_death(supervisor_actor::pointer self, std::vector<instance>& all, const instance& dead);

template <class Handle>
Handle handle_of(const instance& i) {
  return caf::actor_cast<Handle>(i.handle);
}

/// Sends to all of a kind that are up.
template <class Handle, class Message>
void tell_all(supervisor_actor::pointer self, const std::vector<instance>& all, component kind,
              const Message& message) {
  for (const auto& i : all)
    if (i.kind == kind && i.life.up())
      self->send(handle_of<Handle>(i), message);
}

/// Sends to the one of its kind, where there is one and it is up.
template <class Handle, class Message>
void tell_live(supervisor_actor::pointer self, std::vector<instance>& all, component kind, Message message) {
  if (const auto* i = find_single(all, kind); i && i->life.up())
    self->send(handle_of<Handle>(*i), std::move(message));
}

} // namespace simrun
