#include "actors/staff.hpp"

namespace simrun {

std::string_view staff::name_of(const caf::actor_addr& who) const {
  return who == monitor.address()      ? "monitor"
         : who == chaos.address()      ? "chaos"
         : who == supervisor.address() ? "supervisor"
                                       : "";
}

void staff::kill(std::string_view name) const {
  const auto end = [name](std::string_view theirs, const auto& handle) {
    if (name == theirs)
      caf::anon_send<caf::message_priority::high>(caf::actor_cast<caf::actor>(handle),
                                                  caf::exit_msg{handle.address(), caf::exit_reason::kill});
  };
  end("monitor", monitor);
  end("chaos", chaos);
  end("supervisor", supervisor);
}

} // namespace simrun
