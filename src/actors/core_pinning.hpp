#pragma once

#include <cstdint>
#include <vector>

namespace simrun {

/// The cores that the calling thread may run on, ascending. Throws std::system_error where the system won't
/// say.
std::vector<int> allowed_cores();

/// Keeps the calling thread on one of the cores it may run on: each worker on the next, and from the first
/// again when there are no more. Other threads stay free to run anywhere, those cores included. Throws
/// std::system_error where the system won't have it.
void pin_thread_of(std::uint32_t worker);

} // namespace simrun
