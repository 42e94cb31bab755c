#pragma once

#include "actors/interfaces.hpp"

#include <string_view>

namespace simrun {

/// Those who look after a run. Nobody looks after them: without one of them the run ends.
struct staff {
  monitor_actor monitor;
  chaos_actor chaos;
  supervisor_actor supervisor;

  /// "monitor", "chaos" or "supervisor"; empty where it is none of them.
  std::string_view name_of(const caf::actor_addr& who) const;
  /// Overtakes what stands in the mailbox, like the death of anybody else.
  void kill(std::string_view name) const;
};

} // namespace simrun
