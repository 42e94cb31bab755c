#pragma once

#include "actors/interfaces.hpp"
#include "actors/run_setup.hpp"

#include <string_view>

namespace simrun {

/// A stand-in for `target`, for the use of `from`: what is sent to it goes straight on to `target`, unless a
/// fault is at work between the two. Null where no fault of the plan ever touches a message.
caf::strong_actor_ptr make_fault_link(const run_setup& setup, std::string_view from, std::string_view to,
                                      const caf::strong_actor_ptr& target);

/// The handle under which `from` is to know `to`.
template <class Handle>
Handle as_seen_by(std::string_view from, std::string_view to, const Handle& target, const run_setup& setup) {
  const auto link = make_fault_link(setup, from, to, caf::actor_cast<caf::strong_actor_ptr>(target));
  return link ? caf::actor_cast<Handle>(link) : target;
}

} // namespace simrun
