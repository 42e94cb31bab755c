#pragma once

#include <atomic>

namespace simrun {

/// From now on, the first SIGINT or SIGTERM turns the flag true; a second one ends the process at once.
const std::atomic<bool>& watch_for_interruption();

} // namespace simrun
