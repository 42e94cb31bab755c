#include "cli/live/low_priority.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace simrun {

void give_way_to_the_run() noexcept {
  constexpr int nice = 10;
  // Linux keeps it for each thread. Where it is refused nothing is lost.
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nice);
}

} // namespace simrun
