#pragma once

#include "cli/read_runnable.hpp"

#include <atomic>

namespace simrun {

/// Runs a scenario of the virtual clock twice and compares every event and the result, byte for byte. Says
/// what came of it: on a difference, the first event that diverged. Returns the exit code.
int check_determinism(const runnable& ready, const std::atomic<bool>& interrupted);

} // namespace simrun
